#include "app/domain/progress.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/base/check.h"
#include "app/domain/counted.h"
#include "app/domain/gates.h"
#include "app/domain/payments.h"

namespace lini {
namespace {

MilestoneStatus charged_status(const OrderState& state, const Term& term,
                               const ChargeState& charge) {
    if (!milestone_met(state, term)) return MilestoneStatus::needs_review;
    if (charge.accepted) return MilestoneStatus::accepted;
    if (charge.refused) return MilestoneStatus::refused;
    return MilestoneStatus::charged;
}

}  // namespace

bool status_counts(const OrderState& state, BatchStatus status) {
    switch (state.order->counts_status) {
        case CountsStatus::not_rejected: return status != BatchStatus::rejected;
        case CountsStatus::released: return status == BatchStatus::released;
    }
    CHECK(false);
    return false;
}

const BatchNo& batch_of(const Body& body) {
    static const BatchNo kNone;
    return std::visit(
        [](const auto& record) -> const BatchNo& {
            if constexpr (requires { record.batch; }) {
                return record.batch;
            } else {
                return kNone;
            }
        },
        body);
}

bool outlives_closing(const Body& body) {
    return std::holds_alternative<TestRecorded>(body) ||
           std::holds_alternative<ClientApproved>(body) ||
           std::holds_alternative<CheckpointRecorded>(body) ||
           std::holds_alternative<ShipmentRecorded>(body) ||
           std::holds_alternative<UnitsAllocated>(body) ||
           std::holds_alternative<PaymentRecorded>(body);
}

const StepCode& closing_step(const OrderState& state, const BatchState& batch) {
    const StepCode* last = &state.order->playbook.counting_step;
    if (!batch.plan.bulk) return *last;
    for (const Step& step : state.order->playbook.steps) {
        if (step.bulk && step.counted) last = &step.code;
    }
    return *last;
}

const BatchNo& source_of(const BatchState& batch) {
    return batch.plan.from.empty() ? batch.plan.batch : batch.plan.from;
}

std::int64_t deliverable_units(const OrderState& state, const BatchState& batch) {
    return step_counts(batch, state.order->playbook.counting_step).good + batch.received_units -
           batch.given_units;
}

std::int64_t ordered_quantity(const OrderState& state) {
    std::int64_t sum = 0;
    if (!state.order) return sum;
    for (const OrderLine& line : state.order->lines) sum += line.quantity;
    return sum;
}

std::int64_t deliverable_good(const OrderState& state) {
    std::int64_t sum = 0;
    if (!state.order) return sum;
    for (const auto& [batch_no, batch] : state.batches) {
        if (status_counts(state, batch.status)) {
            sum += deliverable_units(state, batch);
        }
    }
    return sum;
}

std::int64_t made_good(const OrderState& state) {
    std::int64_t sum = 0;
    if (!state.order) return sum;
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.status == BatchStatus::rejected) continue;
        sum += deliverable_units(state, batch);
    }
    return sum;
}

std::int64_t total_reject(const OrderState& state) {
    std::int64_t sum = 0;
    if (!state.order) return sum;
    for (const auto& [batch_no, batch] : state.batches) {
        sum += step_counts(batch, state.order->playbook.counting_step).reject;
    }
    return sum;
}

std::int64_t progress_basis_points(const OrderState& state) {
    const std::int64_t ordered = ordered_quantity(state);
    return ordered > 0 ? deliverable_good(state) * 10'000 / ordered : 0;
}

bool threshold_reached(std::int64_t good, std::int64_t ordered, int threshold_percent) {
    CHECK(good <= kQuantityMax * 1000 && ordered <= kQuantityMax * 1000);
    return ordered > 0 && good * 100 >= threshold_percent * ordered;
}

StepCounts step_counts(const BatchState& batch, const StepCode& step) {
    const auto found = batch.counts.find(step);
    return found == batch.counts.end() ? StepCounts{} : found->second;
}

std::optional<std::int64_t> received_at(const OrderState& state, const BatchState& batch,
                                        const StepCode& step) {
    if (!state.order) return std::nullopt;
    const Step* before = nullptr;
    for (const Step& each : state.order->playbook.steps) {
        if (each.code == step) {
            const bool comparable = before != nullptr && before->unit == each.unit;
            if (!comparable) return std::nullopt;
            return step_counts(batch, before->code).good;
        }
        // What is filled from a bulk has nothing of the bulk's own steps.
        const bool elsewhere = each.bulk && !batch.plan.from.empty();
        if (each.counted && !elsewhere) before = &each;
    }
    return std::nullopt;
}

const Step* find_step(const OrderState& state, const StepCode& step) {
    if (!state.order) return nullptr;
    for (const Step& each : state.order->playbook.steps) {
        if (each.code == step) return &each;
    }
    return nullptr;
}

const BatchState* find_batch(const OrderState& state, const BatchNo& batch) {
    const auto found = state.batches.find(batch);
    return found == state.batches.end() ? nullptr : &found->second;
}

const Term* find_term(const OrderState& state, const TermId& term) {
    if (!state.order) return nullptr;
    for (const Term& each : state.order->terms) {
        if (each.id == term) return &each;
    }
    return nullptr;
}

std::string_view batch_status_name(BatchStatus status) {
    switch (status) {
        case BatchStatus::in_process: return "in_process";
        case BatchStatus::quarantine: return "quarantine";
        case BatchStatus::released: return "released";
        case BatchStatus::rejected: return "rejected";
        case BatchStatus::on_hold: return "on_hold";
    }
    CHECK(false);
    return {};
}

std::string_view milestone_status_name(MilestoneStatus status) {
    switch (status) {
        case MilestoneStatus::not_reached: return "not_reached";
        case MilestoneStatus::awaiting_signature: return "awaiting_signature";
        case MilestoneStatus::alarm: return "alarm";
        case MilestoneStatus::signed_: return "signed";
        case MilestoneStatus::awaiting_evidence: return "awaiting_evidence";
        case MilestoneStatus::lapsed: return "lapsed";
        case MilestoneStatus::charged: return "charged";
        case MilestoneStatus::sent: return "sent";
        case MilestoneStatus::accepted: return "accepted";
        case MilestoneStatus::refused: return "refused";
        case MilestoneStatus::needs_review: return "needs_review";
    }
    CHECK(false);
    return {};
}

const Term* threshold_term(const OrderState& state) {
    if (!state.order) return nullptr;
    for (const Term& term : state.order->terms) {
        for (const Condition& condition : term.any_of) {
            if (condition.kind == ConditionKind::threshold) return &term;
        }
    }
    return nullptr;
}

std::vector<const ClientApproved*> standing_approvals(const OrderState& state) {
    std::vector<const ClientApproved*> standing;
    for (const ApprovalState& approval : state.client_approvals) {
        const BatchState* batch = find_batch(state, approval.record.batch);
        const bool rejected = batch == nullptr || batch->status == BatchStatus::rejected;
        if (!approval.reversed && !rejected) standing.push_back(&approval.record);
    }
    return standing;
}

std::optional<Condition> milestone_met(const OrderState& state, const Term& term) {
    for (const Condition& condition : term.any_of) {
        if (condition_met(state, condition, {})) return condition;
    }
    return std::nullopt;
}

MilestoneStatus milestone_status(const OrderState& state) {
    const Term* term = threshold_term(state);
    if (term == nullptr) return MilestoneStatus::not_reached;
    if (const ChargeState* charge = charge_of(state, term->id)) {
        return charged_status(state, *term, *charge);
    }
    const auto signature = state.signatures.find(term->id);
    const bool signed_once = signature != state.signatures.end();
    if (signed_once && signature->second.lapsed_reason.empty()) return MilestoneStatus::signed_;
    if (!milestone_met(state, *term)) return MilestoneStatus::not_reached;
    const int alarm_percent = state.order->playbook.threshold_alarm_percent;
    if (threshold_reached(deliverable_good(state), ordered_quantity(state), alarm_percent)) {
        return MilestoneStatus::alarm;
    }
    return signed_once ? MilestoneStatus::lapsed : MilestoneStatus::awaiting_signature;
}

Evidence evidence_now(const OrderState& state, const Condition& milestone) {
    Evidence evidence;
    if (!state.order) return evidence;
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.plan.bulk) continue;
        const StepCounts at_step = step_counts(batch, state.order->playbook.counting_step);
        evidence.batches.push_back(
            {batch_no, batch.status, deliverable_units(state, batch), at_step.reject});
    }
    evidence.good = deliverable_good(state);
    evidence.ordered = ordered_quantity(state);
    evidence.threshold_percent = state.order->threshold_percent;
    evidence.milestone = milestone;
    return evidence;
}

std::vector<UserId> contributors(const OrderState& state) {
    std::set<UserId> actors;
    for (const auto& [id, record] : state.records) {
        const bool no_evidence = std::holds_alternative<PaymentRecorded>(record.body) ||
                                 std::holds_alternative<UnitsAllocated>(record.body);
        if (!record.reversed && !no_evidence) actors.insert(record.actor);
    }
    actors.erase(kSystemActor);
    return {actors.begin(), actors.end()};
}

const LateEntered* late_entry(const OrderState& state, const EventId& record) {
    const auto found = state.late_entries.find(record);
    return found == state.late_entries.end() ? nullptr : &found->second;
}

const TestResult* valid_test(const BatchState& batch, const std::string& test) {
    const TestResult* valid = nullptr;
    for (const TestResult& result : batch.tests) {
        if (!result.reversed && result.record.test == test) valid = &result;
    }
    return valid;
}

std::vector<const Record*> last_records(const OrderState& state, const BatchNo& batch,
                                        std::size_t max) {
    std::vector<const Record*> found;
    for (const auto& [id, record] : state.records) {
        if (!record.reversed && batch_of(record.body) == batch) found.push_back(&record);
    }
    const auto newest_first = [](const Record* a, const Record* b) {
        return std::tie(b->stamp.at_utc_us, b->id) < std::tie(a->stamp.at_utc_us, a->id);
    };
    std::sort(found.begin(), found.end(), newest_first);
    if (found.size() > max) found.resize(max);
    return found;
}

}  // namespace lini
