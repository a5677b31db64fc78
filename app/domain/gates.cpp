#include "app/domain/gates.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

bool passed_by(const OrderState& state, const std::string& code, const BatchNo& batch) {
    const CheckpointState* last = standing_checkpoint(state, code, batch);
    return last != nullptr && last->record.outcome != CheckpointOutcome::failed;
}

template <typename Holds>
bool all_that_count(const OrderState& state, Holds holds) {
    bool any = false;
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.status == BatchStatus::rejected) continue;
        if (!holds(batch_no, batch)) return false;
        any = true;
    }
    return any;
}

bool passed(const OrderState& state, const std::string& code, const BatchNo& batch) {
    const Checkpoint* checkpoint = find_checkpoint(state, code);
    if (checkpoint == nullptr) return false;
    if (checkpoint->scope == CheckpointScope::order) return passed_by(state, code, {});
    if (!batch.empty()) return passed_by(state, code, batch);
    return all_that_count(state, [&](const BatchNo& each, const BatchState&) {
        return passed_by(state, code, each);
    });
}

bool all_released(const OrderState& state) {
    return all_that_count(state, [](const BatchNo&, const BatchState& batch) {
        return batch.status == BatchStatus::released;
    });
}

bool stands_for(const OverrideState& override_, const Gate& gate, const BatchNo& batch) {
    return override_.record.gate == gate.code &&
           (override_.record.batch.empty() || override_.record.batch == batch);
}

}  // namespace

bool condition_met(const OrderState& state, const Condition& condition, const BatchNo& batch) {
    if (!state.order) return false;
    switch (condition.kind) {
        case ConditionKind::order_signed: return true;
        case ConditionKind::threshold:
            return threshold_reached(deliverable_good(state), ordered_quantity(state),
                                     state.order->threshold_percent);
        case ConditionKind::client_approval: return !standing_approvals(state).empty();
        case ConditionKind::quantity_closed: return false;  // Nothing closes a quantity yet.
        case ConditionKind::batches_released: return all_released(state);
        case ConditionKind::passed: return passed(state, condition.subject, batch);
        case ConditionKind::billed: return charge_of(state, TermId(condition.subject)) != nullptr;
        case ConditionKind::settled: return is_settled(state, TermId(condition.subject));
    }
    CHECK(false);
    return false;
}

bool GateStatus::is_open() const {
    return override_ != nullptr ||
           std::all_of(needs.begin(), needs.end(), [](const Need& need) { return need.met; });
}

GateStatus gate_status(const OrderState& state, const Gate& gate, const BatchNo& batch) {
    GateStatus status{&gate, {}, nullptr};
    for (const std::vector<Condition>& group : gate.needs) {
        const bool met = std::any_of(group.begin(), group.end(), [&](const Condition& condition) {
            return condition_met(state, condition, batch);
        });
        status.needs.push_back({group, met});
    }
    for (const OverrideState& known : state.overrides) {
        if (stands_for(known, gate, batch)) status.override_ = &known;
    }
    return status;
}

std::vector<GateStatus> closed_gates(const OrderState& state, const GatedAct& act,
                                     const BatchNo& batch) {
    std::vector<GateStatus> closed;
    if (!state.order) return closed;
    for (const Gate& gate : state.order->playbook.gates) {
        if (std::find(gate.blocks.begin(), gate.blocks.end(), act) == gate.blocks.end()) continue;
        GateStatus status = gate_status(state, gate, batch);
        if (!status.is_open()) closed.push_back(std::move(status));
    }
    return closed;
}

const Checkpoint* find_checkpoint(const OrderState& state, const std::string& code) {
    if (!state.order) return nullptr;
    const auto& all = state.order->playbook.checkpoints;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Checkpoint& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

const Gate* find_gate(const OrderState& state, const std::string& code) {
    if (!state.order) return nullptr;
    const auto& all = state.order->playbook.gates;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Gate& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

const CheckpointState* standing_checkpoint(const OrderState& state, const std::string& code,
                                           const BatchNo& batch) {
    const CheckpointState* last = nullptr;
    for (const CheckpointState& each : state.checkpoints) {
        const bool ours = each.record.checkpoint == code && each.record.batch == batch;
        if (ours && !each.reversed) last = &each;
    }
    return last;
}

std::string missing_text(const GateStatus& status) {
    std::string text;
    for (const Need& need : status.needs) {
        if (need.met) continue;
        if (!text.empty()) text += ", ";
        for (std::size_t i = 0; i < need.any_of.size(); ++i) {
            text += (i == 0 ? "" : "|") + condition_text(need.any_of[i]);
        }
    }
    return text;
}

}  // namespace lini
