#include "app/domain/quantity.h"

#include <utility>

#include "app/domain/bill.h"
#include "app/domain/payments.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

MaybeRefusal nothing_open(const OrderState& order) {
    if (anything_open(order)) return Refusal{"batches_open", {}, Remedy::see_limits};
    return made_good(order) > 0 ? MaybeRefusal() : Refusal{"nothing_made", {}};
}

// What a unit is worth is said before it is billed.
MaybeRefusal lines_known(const OrderState& order) {
    const OrderLine* line = line_to_be_allocated(order);
    if (line == nullptr) return std::nullopt;
    return Refusal{"units_unallocated", {{"product", line->product.str()}}};
}

// Short beyond the contract's tolerance only as the client wrote; too much was asked when it was
// counted.
MaybeRefusal client_agrees(const OrderState& order, const CloseQuantity& action) {
    const std::int64_t made = made_good(order);
    const std::int64_t least = least_without_question(order);
    if (made < least && plain_text(action.reference, "reference_missing")) {
        return Refusal{"quantity_short",
                       {{"made", made}, {"ordered", ordered_quantity(order)}, {"least", least}},
                       Remedy::choose_reason};
    }
    return action.reference.empty() ? MaybeRefusal()
                                    : plain_text(action.reference, "reference_missing");
}

}  // namespace

// From here nothing is counted any more. A contract whose last term was billed already gets the
// difference as a charge of its own.
Decision close_quantity(const SiteState& site, const OrderState& order, const Command& command,
                        const CloseQuantity& action) {
    if (auto refusal = order_open(order)) return *refusal;
    if (order.closing) return Refusal{"quantity_closed", {}};
    if (auto refusal = first_of(
            [&] { return work_goes_on(order); }, [&] { return nothing_open(order); },
            [&] { return lines_known(order); }, [&] { return client_agrees(order, action); },
            [&] {
                return proven(site, order, command, "close_quantity", Right::sign_milestone);
            })) {
        return *refusal;
    }
    const auto adjustment = quantity_adjustment(order);
    if (!adjustment) return Refusal{"amount_out_of_range", {{"product", order.order_no.str()}}};
    Accepted accepted;
    accepted.events.emplace_back(QuantityClosed{made_good(order), ordered_quantity(order),
                                                *adjustment, action.reference, action.reason,
                                                command.proof->user});
    const Term& last = order.order->terms.back();
    if (adjustment->value != 0 && charge_of(order, last.id) != nullptr) {
        const Date& day = command.stamp.business_date;
        if (auto refusal = taxable(site, order.order->playbook, day)) return *refusal;
        ChargeClaimed adjusted =
            plain_charge(site, order, ChargeId("adjust:1"), *adjustment, day);
        adjusted.adjustment = *adjustment;
        accepted.events.emplace_back(std::move(adjusted));
    }
    return accepted;
}

}  // namespace lini::rules
