#include "app/domain/rules/amendment.h"

#include <algorithm>

#include "app/domain/rules/contract_extras.h"

namespace lini::rules {
namespace {

MaybeRefusal not_below_made(const OrderState& state, const OrderImported& order) {
    std::int64_t ordered = 0;
    for (const OrderLine& line : order.lines) ordered += line.quantity;
    const std::int64_t made = made_good(state);
    if (ordered >= made) return std::nullopt;
    return Refusal{"below_made", {{"ordered", ordered}, {"made", made}}};
}

bool has_labels(const OrderState& state, const BatchNo& batch) {
    return std::any_of(state.labels.begin(), state.labels.end(), [&](const auto& entry) {
        return entry.second.label.batch == batch && entry.second.status != LabelStatus::voided;
    });
}

// Product and expiry stand on every carton of the batch: once labels are out, or the batch is
// closed, they are what they are.
MaybeRefusal batches_stand(const OrderState& state, const std::vector<BatchPlanned>& batches) {
    for (const BatchPlanned& plan : batches) {
        const BatchState* known = find_batch(state, plan.batch);
        if (known == nullptr) continue;
        if (known->started &&
            (known->plan.bulk != plan.bulk || known->plan.from != plan.from)) {
            return Refusal{"batch_fixed", {{"batch", plan.batch.str()}}};
        }
        const bool same =
            known->plan.product == plan.product && known->plan.expires == plan.expires;
        if (same || !(known->closed || has_labels(state, plan.batch))) continue;
        return Refusal{"batch_fixed", {{"batch", plan.batch.str()}}};
    }
    return std::nullopt;
}

const Term* term_in(const OrderImported& order, const TermId& id) {
    const auto found = std::find_if(order.terms.begin(), order.terms.end(),
                                    [&](const Term& term) { return term.id == id; });
    return found == order.terms.end() ? nullptr : &*found;
}

// What was billed stays as it stands on paper, and a fee that waits for a term's invoice finds it.
MaybeRefusal bills_stand(const OrderState& state, const OrderImported& order) {
    for (const auto& [id, charge] : state.charges) {
        const ChargeClaimed& claim = charge.claim;
        const TermId& rides_on = claim.bill_with;
        if (!rides_on.empty() && term_in(order, rides_on) == nullptr) {
            return Refusal{"fee_waits_for_term",
                           {{"charge", id.str()}, {"term", rides_on.str()}}};
        }
        if (claim.term.empty()) continue;  // A fee, a credit: no part of the terms.
        const Rupiah billed{claim.amount.value - claim.adjustment.value};
        const Term* before = find_term(state, claim.term);
        const Term* now = term_in(order, claim.term);
        const bool same = now != nullptr && now->amount == billed &&
                          (before == nullptr || (now->part_of == before->part_of &&
                                                 now->releases == before->releases &&
                                                 now->due_days == before->due_days));
        if (!same) return Refusal{"term_already_charged", {{"term", claim.term.str()}}};
    }
    return std::nullopt;
}

// Units that a line has by signature are of its product, at its price.
MaybeRefusal allocations_stand(const OrderState& state, const OrderImported& order) {
    for (const AllocationState& each : state.allocations) {
        if (each.reversed || !each.record.to_order.empty()) continue;
        const auto line = static_cast<std::size_t>(each.record.line) - 1;
        const auto& before = state.order->lines;
        const bool same = line < order.lines.size() && line < before.size() &&
                          order.lines[line].product == before[line].product &&
                          order.lines[line].unit_price == before[line].unit_price;
        if (!same) return Refusal{"line_allocated", {{"line", std::int64_t{each.record.line}}}};
    }
    return std::nullopt;
}

}  // namespace

MaybeRefusal amendment_valid(const OrderState& state, const ImportOrder& action) {
    if (!state.order) return std::nullopt;
    if (state.ending) return Refusal{"order_ended", {}};
    if (state.closing) return Refusal{"quantity_closed", {}};
    const OrderImported& order = action.order;
    if (auto refusal = not_below_made(state, order)) return refusal;
    if (auto refusal = extras_stand(state, order)) return refusal;
    if (auto refusal = batches_stand(state, action.batches)) return refusal;
    if (auto refusal = allocations_stand(state, order)) return refusal;
    return bills_stand(state, order);
}

}  // namespace lini::rules
