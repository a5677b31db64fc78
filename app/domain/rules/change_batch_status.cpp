#include "app/domain/gates.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

// Release needs every test of the product's specification, each with a result that meets it. The
// specification is the finished product's: of a bulk only what was tested is asked.
MaybeRefusal may_be_released(const SiteState& site, const BatchState& batch) {
    const RefusalArg name = batch.plan.batch.str();
    if (!batch.closed) return Refusal{"batch_not_closed", {{"batch", name}}};
    const auto product = site.products.find(batch.plan.product);
    if (product == site.products.end()) {
        return Refusal{"product_unknown", {{"product", batch.plan.product.str()}}};
    }
    for (const TestLimit& limit : product->second.tests) {
        const TestResult* result = valid_test(batch, limit.code);
        if (result == nullptr && batch.plan.bulk) continue;
        if (result == nullptr) {
            return Refusal{"test_missing", {{"batch", name}, {"test", limit.code}}};
        }
        if (result->record.verdict == Verdict::fails) {
            return Refusal{"test_fails", {{"batch", name}, {"test", limit.code}}};
        }
    }
    return std::nullopt;
}

// What another order decided of its batch holds for the units of it that are here, whatever this
// order's own state and playbook are; what is rejected stays so.
Decision follow_status(const OrderState& order, const Command& command,
                       const ChangeBatchStatus& action) {
    const BatchState* batch = find_batch(order, action.batch);
    const bool follows = batch != nullptr && batch->received_from == action.from_order &&
                         batch->status != action.status &&
                         batch->status != BatchStatus::rejected;
    if (!follows || !command.proof) return Accepted{};
    return Accepted{{BatchStatusChanged{action.batch, action.status, command.proof->user,
                                        action.reason}}};
}

// Of a batch that is made elsewhere only the worse can be said here: two terminals that were cut
// off from each other may not know what became of it.
MaybeRefusal decided_here(const BatchState& batch, BatchStatus status) {
    const bool worse = status == BatchStatus::rejected || status == BatchStatus::on_hold;
    if (batch.received_from.empty() || worse) return std::nullopt;
    return Refusal{"batch_of_other_order",
                   {{"batch", batch.plan.batch.str()}, {"order", batch.received_from.str()}}};
}

// A bulk that is held or rejected takes with it what was filled from it.
void add_filled(const OrderState& order, const Command& command, const ChangeBatchStatus& action,
                Accepted& accepted) {
    const bool worse =
        action.status == BatchStatus::rejected || action.status == BatchStatus::on_hold;
    for (const auto& [batch_no, batch] : order.batches) {
        const bool filled = batch.plan.from == action.batch && worse &&
                            batch.status != BatchStatus::rejected && batch.status != action.status;
        if (!filled) continue;
        accepted.events.emplace_back(BatchStatusChanged{batch_no, action.status,
                                                        command.proof->user, action.reason});
    }
}

}  // namespace

Decision change_batch_status(const SiteState& site, const OrderState& order,
                             const Command& command, const ChangeBatchStatus& action) {
    if (!action.from_order.empty()) return follow_status(order, command, action);
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::release_batch); },
            [&] { return proven(site, order, command, "release", Right::release_batch); },
            [&] { return batch_known(order, action.batch); })) {
        return *refusal;
    }
    const BatchState& batch = *find_batch(order, action.batch);
    if (auto refusal = decided_here(batch, action.status)) return *refusal;
    // A batch goes on where it was held: at work while it is open, in quarantine once it is closed.
    const bool on_hold = batch.status == BatchStatus::on_hold;
    const bool goes_back =
        (action.status == BatchStatus::in_process && (!on_hold || batch.closed)) ||
        (action.status == BatchStatus::quarantine && !batch.closed);
    if (goes_back || batch.status == BatchStatus::rejected || batch.status == action.status) {
        return Refusal{"status_impossible", {{"batch", action.batch.str()}}};
    }
    if (action.status == BatchStatus::released) {
        if (auto refusal = first_of([&] { return may_be_released(site, batch); },
                                    [&] { return bulk_sound(order, batch); })) {
            return *refusal;
        }
        const auto closed = closed_gates(order, {GatedActKind::release_batch, ""}, action.batch);
        if (!closed.empty()) return gate_refusal(order, closed.front());
    } else if (auto refusal = plain_text(action.reason, "reason_missing")) {
        return *refusal;
    }
    Accepted accepted{{BatchStatusChanged{action.batch, action.status, command.proof->user,
                                          action.reason}}};
    add_filled(order, command, action, accepted);
    return accepted;
}

}  // namespace lini::rules
