#include "app/domain/gates.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision override_gate(const SiteState& site, const OrderState& order, const Command& command,
                       const OverrideGate& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const Gate* gate = find_gate(order, action.gate);
    if (gate == nullptr) return Refusal{"gate_unknown", {{"gate", action.gate}}};
    const Phrases name = named(gate->code, gate->label);
    if (!gate->overridable) return Refusal{"gate_not_overridable", {{"gate", name}}};
    if (!action.batch.empty()) {
        if (auto refusal = batch_known(order, action.batch)) return *refusal;
    }
    const GateStatus status = gate_status(order, *gate, action.batch);
    if (status.is_open()) return Refusal{"gate_open", {{"gate", name}}};
    if (auto refusal = first_of(
            [&] {
                return proven(site, order, command, "override_gate", Right::override_gate);
            },
            [&] { return plain_text(action.reason, "reason_missing"); })) {
        return *refusal;
    }
    GateOverridden opened{action.gate, action.batch, command.proof->user, action.reason, {}};
    for (const Need& need : status.needs) {
        if (need.met) continue;
        for (const Condition& condition : need.any_of) {
            opened.missing.push_back(condition_text(condition));
        }
    }
    return Accepted{{std::move(opened)}};
}

}  // namespace lini::rules
