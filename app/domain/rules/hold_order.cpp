#include "app/domain/payments.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision pause_order(const SiteState& site, const OrderState& order, const Command& command,
                     const PauseOrder& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::hold_order); },
            [&] { return work_goes_on(order); },
            [&] { return plain_text(action.reason, "reason_missing"); },
            [&] { return plain_text(action.reference, "reference_missing"); })) {
        return *refusal;
    }
    return Accepted{{OrderPaused{action.reason, action.reference}}};
}

Decision resume_order(const SiteState& site, const OrderState& order, const Command& command,
                      const ResumeOrder& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::hold_order); },
            [&] { return plain_text(action.reference, "reference_missing"); })) {
        return *refusal;
    }
    if (order.ending) return Refusal{"order_ended", {}};
    if (!is_paused(order)) return Refusal{"order_not_paused", {}};
    return Accepted{{OrderResumed{action.reference}}};
}

// Cancelled, the maker keeps what was paid; force majeure gives all of it back.
Decision end_order(const SiteState& site, const OrderState& order, const Command& command,
                   const EndOrder& action) {
    if (auto refusal = order_open(order)) return *refusal;
    if (order.ending) return Refusal{"order_ended", {}};
    if (auto refusal = first_of(
            [&] { return plain_text(action.reason, "reason_missing"); },
            [&] { return plain_text(action.reference, "reference_missing"); },
            [&] { return proven(site, order, command, "end_order", Right::hold_order); })) {
        return *refusal;
    }
    Accepted accepted;
    accepted.events.emplace_back(
        OrderEnded{action.ending, action.reason, action.reference, command.proof->user});
    const Rupiah kept = money_kept(order);
    if (action.ending == OrderEnding::force_majeure && kept.value > 0) {
        const ChargeId charge{"refund:1"};
        accepted.events.emplace_back(ChargeClaimed{charge, {}, Rupiah{-kept.value}, {},
                                                   order.order_no.str() + "/" + charge.str(), {},
                                                   {}});
    }
    return accepted;
}

}  // namespace lini::rules
