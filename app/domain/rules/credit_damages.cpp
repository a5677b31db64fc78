#include "app/domain/plan.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

// Never by itself: whoever signs saw the days that the plan counts, and those that it left out.
Decision credit_damages(const SiteState& site, const OrderState& order, const Command& command,
                        const CreditDamages& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const ChargeId& charge = kDamagesCharge;
    if (order.charges.count(charge) > 0) return Refusal{"damages_credited", {}};
    const DamagesDue due =
        damages_due(order, holidays_of(site), command.stamp.business_date);
    if (due.amount.value == 0) return Refusal{"damages_none", {}};
    // One credit settles it, so it waits for the last day.
    if (!due.over) return Refusal{"damages_running", {{"days", std::int64_t{due.days}}}};
    if (due.days != action.days) {
        return Refusal{"damages_moved",
                       {{"seen", std::int64_t{action.days}}, {"now", std::int64_t{due.days}}}};
    }
    if (auto refusal = proven(site, order, command, "damages", Right::confirm_payment)) {
        return *refusal;
    }
    return Accepted{{ChargeClaimed{charge, {}, Rupiah{-due.amount.value}, {},
                                   order.order_no.str() + "/" + charge.str(), {}, {}}}};
}

}  // namespace lini::rules
