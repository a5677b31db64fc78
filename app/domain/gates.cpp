#include "app/domain/gates.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/domain/cases.h"
#include "app/domain/contract.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/domain/shipments.h"
#include "app/domain/stages.h"
#include "app/domain/term_parts.h"

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
        if (batch.status == BatchStatus::rejected || batch.plan.bulk) continue;
        if (!holds(batch_no, batch)) return false;
        any = true;
    }
    return any;
}

bool passed(const OrderState& state, const std::string& code, const BatchNo& batch) {
    const Checkpoint* checkpoint = find_checkpoint(state, code);
    if (checkpoint == nullptr) return false;
    if (checkpoint->scope == CheckpointScope::order) return passed_by(state, code, {});
    const auto passed_of = [&](const BatchNo& each, const BatchState& known) {
        if (checkpoint->scope == CheckpointScope::batch) return passed_by(state, code, each);
        // What came from another order was mixed there.
        if (!known.received_from.empty()) return true;
        const BatchState* bulk = find_batch(state, known.plan.bulk ? each : known.plan.from);
        return bulk == nullptr ? passed_by(state, code, each)
                               : bulk->status == BatchStatus::released;
    };
    const BatchState* one = find_batch(state, batch);
    return one != nullptr ? passed_of(batch, *one) : all_that_count(state, passed_of);
}

bool released(const OrderState& state, const BatchNo& asked) {
    if (const BatchState* one = find_batch(state, asked)) {
        return one->status == BatchStatus::released;
    }
    return all_that_count(state, [](const BatchNo&, const BatchState& batch) {
        return batch.status == BatchStatus::released;
    });
}

std::int64_t first_approval_at(const OrderState& state) {
    const auto standing = standing_approvals(state);
    for (const ApprovalState& approval : state.client_approvals) {
        if (!standing.empty() && &approval.record == standing.front()) {
            return state.records.at(approval.id).stamp.at_utc_us;
        }
    }
    return 0;
}

std::int64_t last_release_at(const OrderState& state) {
    std::int64_t last = 0;
    for (const auto& [batch_no, batch] : state.batches) {
        const bool counts = batch.status == BatchStatus::released && !batch.plan.bulk;
        if (counts) last = std::max(last, batch.status_at_utc_us);
    }
    return last;
}

// Of a checkpoint of batches, when the last of them passed.
std::int64_t passed_at(const OrderState& state, const std::string& code) {
    std::int64_t last = 0;
    for (const CheckpointState& each : state.checkpoints) {
        const bool holds = !each.reversed && each.record.checkpoint == code &&
                           standing_checkpoint(state, code, each.record.batch) == &each;
        if (holds) last = std::max(last, each.at_utc_us);
    }
    const Checkpoint* checkpoint = find_checkpoint(state, code);
    if (checkpoint == nullptr || checkpoint->scope != CheckpointScope::bulk) return last;
    for (const auto& [batch_no, batch] : state.batches) {
        const bool says_it = batch.plan.bulk && batch.status == BatchStatus::released;
        if (says_it) last = std::max(last, batch.status_at_utc_us);
    }
    return last;
}

// Of a part of a term. Once nothing more will be made, what is there is its share.
bool share_ready(const OrderState& state, const TermId& id) {
    const Term* part = find_term(state, id);
    if (part == nullptr) return false;
    std::int64_t wanted = units_to_be_ready(state.order->terms, *part);
    if (state.closing) wanted = std::min(wanted, deliverable_good(state));
    return units_ready(state, whole_of(*part)) >= wanted;
}

template <typename Holds>
bool all_parts(const OrderState& state, const std::string& term, Holds holds) {
    const auto parts = parts_of(state.order->terms, TermId(term));
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Term* part) {
        return holds(part->id);
    });
}

template <typename At>
std::int64_t last_of_parts(const OrderState& state, const std::string& term, At at) {
    std::int64_t last = 0;
    for (const Term* part : parts_of(state.order->terms, TermId(term))) {
        last = std::max(last, at(part->id));
    }
    return last;
}

std::int64_t billed_at(const OrderState& state, const TermId& term) {
    return charge_of(state, term)->at_utc_us;
}

// When the last of the money for its invoice was here.
std::int64_t settled_at(const OrderState& state, const TermId& term) {
    std::int64_t last = billed_at(state, term);
    for (const PaymentState& payment : state.payments) {
        if (payment.reversed || !is_on_invoice(state, payment.record.charge, term)) continue;
        const std::int64_t at = payment.record.kind == PaymentKind::receipt
                                    ? payment.confirmed_at_utc_us
                                    : state.records.at(payment.id).stamp.at_utc_us;
        last = std::max(last, at);
    }
    return last;
}

bool stands_for(const OverrideState& override_, const Gate& gate, const BatchNo& batch) {
    return override_.record.gate == gate.code &&
           (override_.record.batch.empty() || override_.record.batch == batch);
}

}  // namespace

bool condition_met(const OrderState& state, const Condition& condition, const BatchNo& batch) {
    if (!state.order) return false;
    if (falls_away(*state.order, condition) != nullptr) return true;
    switch (condition.kind) {
        case ConditionKind::order_signed: return true;
        case ConditionKind::threshold:
            return threshold_reached(deliverable_good(state), ordered_quantity(state),
                                     state.order->threshold_percent);
        case ConditionKind::client_approval: return !standing_approvals(state).empty();
        case ConditionKind::quantity_closed: return state.closing.has_value();
        case ConditionKind::batches_released: return released(state, batch);
        case ConditionKind::units_ready: return share_ready(state, TermId(condition.subject));
        case ConditionKind::shipped: return all_shipped(state);
        case ConditionKind::passed: return passed(state, condition.subject, batch);
        case ConditionKind::billed:
            return all_parts(state, condition.subject, [&](const TermId& part) {
                return charge_of(state, part) != nullptr;
            });
        case ConditionKind::settled:
            return all_parts(state, condition.subject,
                             [&](const TermId& part) { return is_settled(state, part); });
        case ConditionKind::no_revision: return open_revisions(state, condition.subject).empty();
        case ConditionKind::no_case: return open_cases(state, condition.subject).empty();
    }
    CHECK(false);
    return false;
}

std::optional<std::int64_t> condition_met_at_utc_us(const OrderState& state,
                                                    const Condition& condition) {
    if (!condition_met(state, condition, {})) return std::nullopt;
    if (falls_away(*state.order, condition) != nullptr) return state.signed_at_utc_us;
    switch (condition.kind) {
        case ConditionKind::order_signed:
        case ConditionKind::no_revision:
        case ConditionKind::no_case: return state.signed_at_utc_us;
        case ConditionKind::threshold: return state.threshold_reached_at_utc_us;
        case ConditionKind::client_approval: return first_approval_at(state);
        case ConditionKind::quantity_closed: return state.closing->at_utc_us;
        case ConditionKind::batches_released:
        case ConditionKind::units_ready: return last_release_at(state);
        case ConditionKind::shipped: return last_shipped_at(state);
        case ConditionKind::passed: return passed_at(state, condition.subject);
        case ConditionKind::billed:
            return last_of_parts(state, condition.subject,
                                 [&](const TermId& part) { return billed_at(state, part); });
        case ConditionKind::settled:
            return last_of_parts(state, condition.subject,
                                 [&](const TermId& part) { return settled_at(state, part); });
    }
    CHECK(false);
    return std::nullopt;
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

std::vector<GateStatus> closed_to_bill(const OrderState& state, const TermId& term) {
    const Term* asked = find_term(state, term);
    if (asked == nullptr || !closes_term(state.order->terms, *asked)) return {};
    return closed_gates(state, {GatedActKind::bill_term, whole_of(*asked).str()}, {});
}

bool is_billable(const OrderState& state, const Term& term) {
    return charge_of(state, term.id) == nullptr && milestone_met(state, term).has_value() &&
           closed_to_bill(state, term.id).empty();
}

bool is_of_batches(const OrderState& state, const Condition& condition) {
    if (condition.kind == ConditionKind::batches_released) return true;
    const Checkpoint* checkpoint = condition.kind == ConditionKind::passed
                                       ? find_checkpoint(state, condition.subject)
                                       : nullptr;
    return checkpoint != nullptr && checkpoint->scope != CheckpointScope::order;
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

const Gate* next_gate(const OrderState& state) {
    if (!state.order || state.ending) return nullptr;
    for (const Gate& gate : state.order->playbook.gates) {
        if (!gate_status(state, gate, {}).is_open()) return &gate;
    }
    return nullptr;
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

namespace {

// Of a split term the part that is the next to be met.
const Term* first_missing_part(const OrderState& state, const Condition& condition) {
    if (!state.order) return nullptr;
    const auto parts = parts_of(state.order->terms, TermId(condition.subject));
    for (const Term* part : parts) {
        if (!condition_met(state, {condition.kind, part->id.str()}, {})) return part;
    }
    return parts.empty() ? nullptr : parts.back();
}

}  // namespace

Phrase condition_phrase(const OrderState& state, const Condition& condition) {
    const std::string& about = condition.subject;
    const auto words = [&](const auto* found) {
        return found == nullptr ? Wording{about, about} : found->label;
    };
    Phrase phrase{condition_text(condition), "condition." + kind_text(condition.kind), {}, {}};
    switch (condition.kind) {
        case ConditionKind::order_signed:
        case ConditionKind::client_approval:
        case ConditionKind::quantity_closed:
        case ConditionKind::batches_released:
        case ConditionKind::shipped: break;
        case ConditionKind::units_ready: {
            const Term* part = find_term(state, TermId(about));
            const std::int64_t units =
                part == nullptr ? 0 : units_to_be_ready(state.order->terms, *part);
            phrase.args = {{"units", Figure{units, FigureUnit::number}}};
            break;
        }
        case ConditionKind::threshold: {
            const std::int64_t percent = state.order ? state.order->threshold_percent : 0;
            phrase.args = {{"percent", Figure{percent * 100, FigureUnit::basis_points}}};
            break;
        }
        case ConditionKind::passed:
            phrase.key.clear();
            phrase.words = words(find_checkpoint(state, about));
            break;
        case ConditionKind::billed:
        case ConditionKind::settled:
            phrase.args = {{"term", words(first_missing_part(state, condition))}};
            break;
        case ConditionKind::no_revision:
            phrase.args = {{"stage", words(find_stage(state, about))}};
            break;
        case ConditionKind::no_case:
            phrase.args = {{"kind", words(find_case_kind(state, about))}};
            break;
    }
    return phrase;
}

Phrases missing_phrases(const OrderState& state, const GateStatus& status) {
    Phrases missing;
    for (const Need& need : status.needs) {
        if (need.met) continue;
        std::vector<Phrase>& any_of = missing.all_of.emplace_back();
        for (const Condition& condition : need.any_of) {
            any_of.push_back(condition_phrase(state, condition));
        }
    }
    return missing;
}

Refusal gate_refusal(const OrderState& state, const GateStatus& status) {
    return {"gate_closed",
            {{"gate", named(status.gate->code, status.gate->label)},
             {"missing", missing_phrases(state, status)}},
            Remedy::see_gate};
}

}  // namespace lini
