#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

// Release needs every test of the product's specification, each with a result that meets it.
MaybeRefusal may_be_released(const SiteState& site, const BatchState& batch) {
    const RefusalArg name = batch.plan.batch.str();
    if (!batch.closed) return Refusal{"batch_not_closed", {{"batch", name}}};
    const auto product = site.products.find(batch.plan.product);
    if (product == site.products.end()) {
        return Refusal{"product_unknown", {{"product", batch.plan.product.str()}}};
    }
    for (const TestLimit& limit : product->second.tests) {
        const TestResult* result = valid_test(batch, limit.code);
        if (result == nullptr) {
            return Refusal{"test_missing", {{"batch", name}, {"test", limit.code}}};
        }
        if (result->record.verdict == Verdict::fails) {
            return Refusal{"test_fails", {{"batch", name}, {"test", limit.code}}};
        }
    }
    return std::nullopt;
}

}  // namespace

Decision change_batch_status(const SiteState& site, const OrderState& order,
                             const Command& command, const ChangeBatchStatus& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::release_batch); },
            [&] { return proven(site, order, command, "release", Right::release_batch); },
            [&] { return batch_known(order, action.batch); })) {
        return *refusal;
    }
    const BatchState& batch = *find_batch(order, action.batch);
    // A batch goes on where it was held: at work while it is open, in quarantine once it is closed.
    const bool on_hold = batch.status == BatchStatus::on_hold;
    const bool goes_back =
        (action.status == BatchStatus::in_process && (!on_hold || batch.closed)) ||
        (action.status == BatchStatus::quarantine && !batch.closed);
    if (goes_back || batch.status == BatchStatus::rejected || batch.status == action.status) {
        return Refusal{"status_impossible", {{"batch", action.batch.str()}}};
    }
    if (action.status == BatchStatus::released) {
        if (auto refusal = may_be_released(site, batch)) return *refusal;
    } else if (auto refusal = plain_text(action.reason, "reason_missing")) {
        return *refusal;
    }
    return Accepted{{BatchStatusChanged{action.batch, action.status, command.proof->user,
                                        action.reason}}};
}

}  // namespace lini::rules
