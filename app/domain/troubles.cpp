#include "app/domain/troubles.h"

#include <algorithm>

#include "app/domain/cases.h"
#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/plan.h"
#include "app/domain/progress.h"
#include "app/domain/quantity.h"
#include "app/domain/shipments.h"

namespace lini {
namespace {

void add_plan(const OrderState& state, const Holidays& holidays, const Date& today,
              std::vector<Trouble>& troubles) {
    const DamagesDue due = damages_due(state, holidays, today);
    const bool credited = state.charges.count(kDamagesCharge) > 0;
    if (due.days > 0 && !credited) troubles.push_back({TroubleKind::damages, due.days, {}});
    for (const PlanRow& row : plan_of(state, holidays, today)) {
        if (row.done || row.late_days == 0) continue;
        troubles.push_back({TroubleKind::late, row.late_days, row.deadline->label});
    }
}

void add_bills(const OrderState& state, const Date& today, std::vector<Trouble>& troubles) {
    for (const Term& term : state.order->terms) {
        const auto due = due_on(state, term);
        if (!due || is_settled(state, term.id)) continue;
        const auto days = days_between(*due, today);
        if (days <= 0) continue;
        troubles.push_back({TroubleKind::overdue, static_cast<int>(days), term.label});
    }
}

Wording as_it_is(const std::string& text) { return {text, text}; }

// Each of them was right where it was said; a person has to find out what is true.
void add_conflicts(const OrderState& state, std::vector<Trouble>& troubles) {
    const auto add = [&](const std::string& about) {
        troubles.push_back({TroubleKind::conflict, 0, as_it_is(about)});
    };
    for (const ShipmentState& each : state.shipments) {
        const ShipmentState* first = find_shipment(state, each.record.shipment);
        const bool dropped = each.reversed && state.records.count(each.id) == 0;
        if (dropped && first != nullptr && !says_the_same(first->record, each.record)) {
            add(each.record.shipment);
        }
    }
    for (const auto& [batch_no, batch] : state.batches) {
        const std::int64_t made = deliverable_units(state, batch);
        const bool over = goods_shipped(state, batch_no) > made ||
                          allocated_of_batch(state, batch_no) > made ||
                          samples_shipped(state, {}, batch_no) > samples_taken(state, batch_no);
        if (over) add(batch_no.str());
    }
    for (const AllocationState& each : state.allocations) {
        const BatchState* batch = find_batch(state, each.record.batch);
        const bool in_vain = !each.record.to_order.empty() && batch != nullptr &&
                             batch->status == BatchStatus::rejected &&
                             batch->status_at_utc_us < each.at_utc_us;
        if (in_vain) add(each.record.batch.str());
    }
    for (const SampleKind& kind : state.order->playbook.samples) {
        if (samples_shipped(state, kind.code, {}) > kind.cap) {
            troubles.push_back({TroubleKind::conflict, 0, kind.label});
        }
    }
    for (const auto& [id, charge] : state.charges) {
        const TermId& term = charge.claim.term;
        if (!term.empty() && find_term(state, term) == nullptr) add(term.str());
    }
    for (const Checkpoint& checkpoint : state.order->playbook.checkpoints) {
        const CheckpointState* last = standing_checkpoint(state, checkpoint.code, {});
        const bool handed_over =
            checkpoint.ships && last != nullptr &&
            last->record.outcome == CheckpointOutcome::passed && goods_shipped(state, {}) > 0;
        if (handed_over && !all_shipped(state)) {
            troubles.push_back({TroubleKind::conflict, 0, checkpoint.label});
        }
    }
}

void add_cases(const OrderState& state, std::int64_t now_utc_us,
               std::vector<Trouble>& troubles) {
    for (const CaseState& each : state.cases) {
        const auto due = case_due_utc_us(state, each);
        if (each.closed || !due || *due >= now_utc_us) continue;
        const CaseKind* kind = find_case_kind(state, each.opened.kind);
        troubles.push_back(
            {TroubleKind::case_overdue, 0, kind == nullptr ? Wording{} : kind->label});
    }
}

}  // namespace

std::vector<Trouble> troubles_of(const OrderState& state, const Holidays& holidays,
                                 const Date& today, std::int64_t now_utc_us) {
    std::vector<Trouble> troubles;
    if (!state.order || state.ending) return troubles;
    add_conflicts(state, troubles);
    if (unsigned_deviation(state) != nullptr) troubles.push_back({TroubleKind::unsigned_, 0, {}});
    add_plan(state, holidays, today, troubles);
    add_bills(state, today, troubles);
    add_cases(state, now_utc_us, troubles);
    if (is_paused(state)) troubles.push_back({TroubleKind::paused, 0, {}});
    std::stable_sort(troubles.begin(), troubles.end(), [](const Trouble& a, const Trouble& b) {
        return a.kind < b.kind;
    });
    return troubles;
}

}  // namespace lini
