#include "app/domain/shipments.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/domain/term_parts.h"

namespace lini {
namespace {

std::int64_t units_of(const ShipmentRecorded& shipment, const BatchNo& batch) {
    std::int64_t sum = 0;
    for (const ShippedBatch& each : shipment.batches) {
        if (batch.empty() || each.batch == batch) sum += each.quantity;
    }
    return sum;
}

// Beyond what the condition says of the order: paid as far as these units go, and no shipping waits
// for itself.
bool lets_units_go(const OrderState& state, const Condition& condition, std::int64_t total) {
    if (condition.kind == ConditionKind::shipped) return true;
    return condition.kind == ConditionKind::settled &&
           units_paid_for(state, TermId(condition.subject)) >= total;
}

bool names_shipping(const Playbook& playbook) {
    const GatedAct ship{GatedActKind::ship, ""};
    return std::any_of(playbook.gates.begin(), playbook.gates.end(), [&](const Gate& gate) {
        return std::find(gate.blocks.begin(), gate.blocks.end(), ship) != gate.blocks.end();
    });
}

// A playbook that knows no delivery notes says what it asks of goods at the checkpoint that ships.
std::vector<GateStatus> gates_before(const OrderState& state, const BatchNo& batch) {
    if (!state.order || names_shipping(state.order->playbook)) {
        return closed_gates(state, {GatedActKind::ship, ""}, batch);
    }
    std::vector<GateStatus> closed;
    for (const Checkpoint& checkpoint : state.order->playbook.checkpoints) {
        if (!checkpoint.ships) continue;
        for (GateStatus& status :
             closed_gates(state, {GatedActKind::record_checkpoint, checkpoint.code}, batch)) {
            closed.push_back(std::move(status));
        }
    }
    return closed;
}

}  // namespace

const ShipmentState* find_shipment(const OrderState& state, const std::string& shipment) {
    const auto found = std::find_if(
        state.shipments.begin(), state.shipments.end(), [&](const ShipmentState& each) {
            return !each.reversed && each.record.shipment == shipment;
        });
    return found == state.shipments.end() ? nullptr : &*found;
}

const SampleKind* find_sample_kind(const OrderState& state, const std::string& code) {
    if (!state.order) return nullptr;
    const auto& all = state.order->playbook.samples;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const SampleKind& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

bool says_the_same(const ShipmentRecorded& a, const ShipmentRecorded& b) {
    const auto same_batch = [](const ShippedBatch& one, const ShippedBatch& other) {
        return one.batch == other.batch && one.quantity == other.quantity;
    };
    return a.shipment == b.shipment && a.sample == b.sample && a.vehicle == b.vehicle &&
           a.driver == b.driver && a.received_by == b.received_by && a.reference == b.reference &&
           a.attachments == b.attachments &&
           std::equal(a.batches.begin(), a.batches.end(), b.batches.begin(), b.batches.end(),
                      same_batch);
}

std::int64_t units_on(const ShipmentRecorded& shipment) { return units_of(shipment, {}); }

std::int64_t goods_shipped(const OrderState& state, const BatchNo& batch) {
    std::int64_t sum = 0;
    for (const ShipmentState& each : state.shipments) {
        if (!each.reversed && each.record.sample.empty()) sum += units_of(each.record, batch);
    }
    return sum;
}

std::int64_t samples_shipped(const OrderState& state, const std::string& kind,
                             const BatchNo& batch) {
    std::int64_t sum = 0;
    for (const ShipmentState& each : state.shipments) {
        if (each.reversed || each.record.sample.empty()) continue;
        if (kind.empty() || each.record.sample == kind) sum += units_of(each.record, batch);
    }
    return sum;
}

std::int64_t samples_taken(const OrderState& state, const BatchNo& batch_no) {
    const BatchState* batch = find_batch(state, batch_no);
    if (batch == nullptr || !state.order) return 0;
    const Step* counting = find_step(state, state.order->playbook.counting_step);
    std::int64_t sum = 0;
    for (const auto& [code, counts] : batch->counts) {
        const Step* step = find_step(state, code);
        const bool same_unit =
            step != nullptr && counting != nullptr && step->unit == counting->unit;
        if (same_unit) sum += counts.samples;
    }
    return sum;
}

std::int64_t goods_left(const OrderState& state, const BatchState& batch) {
    const std::int64_t left =
        deliverable_units(state, batch) - goods_shipped(state, batch.plan.batch);
    return std::max<std::int64_t>(0, left);
}

std::int64_t samples_left(const OrderState& state, const BatchNo& batch) {
    const std::int64_t left = samples_taken(state, batch) - samples_shipped(state, {}, batch);
    return std::max<std::int64_t>(0, left);
}

const CheckpointState* standing_handover(const OrderState& state) {
    const CheckpointState* handover = nullptr;
    if (!state.order) return handover;
    for (const Checkpoint& checkpoint : state.order->playbook.checkpoints) {
        if (!checkpoint.ships || checkpoint.scope != CheckpointScope::order) continue;
        const CheckpointState* last = standing_checkpoint(state, checkpoint.code, {});
        if (last != nullptr && last->record.outcome == CheckpointOutcome::passed) handover = last;
    }
    return handover;
}

bool all_shipped(const OrderState& state) {
    if (!state.order || !state.closing || goods_shipped(state, {}) == 0) return false;
    return std::all_of(state.batches.begin(), state.batches.end(), [&](const auto& entry) {
        const auto& [batch_no, batch] = entry;
        return batch.status == BatchStatus::rejected ||
               goods_shipped(state, batch_no) >= deliverable_units(state, batch);
    });
}

std::int64_t last_shipped_at(const OrderState& state) {
    std::int64_t last = 0;
    for (const ShipmentState& each : state.shipments) {
        if (!each.reversed && each.record.sample.empty()) last = std::max(last, each.at_utc_us);
    }
    return last;
}

std::vector<GateStatus> closed_to_ship(const OrderState& state, const BatchNo& batch,
                                       std::int64_t total) {
    std::vector<GateStatus> closed = gates_before(state, batch);
    const auto lets_go = [&](const Condition& each) { return lets_units_go(state, each, total); };
    for (GateStatus& status : closed) {
        for (Need& need : status.needs) {
            need.met |= std::any_of(need.any_of.begin(), need.any_of.end(), lets_go);
        }
    }
    std::erase_if(closed, [](const GateStatus& status) { return status.is_open(); });
    return closed;
}

}  // namespace lini
