#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision close_batch(const SiteState& site, const OrderState& order, const Command& command,
                     const CloseBatch& action) {
    if (auto refusal = order_open(order)) return *refusal;
    if (auto refusal = batch_known(order, action.batch)) return *refusal;
    const BatchState& batch = *find_batch(order, action.batch);
    const StepCode& step = closing_step(order, batch);
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::close_batch); },
            [&] { return countable(order, action.batch, step); })) {
        return *refusal;
    }
    const std::int64_t accounted = step_counts(batch, step).accounted();
    const std::int64_t received = received_at(order, batch, step).value_or(accounted);
    const std::int64_t unexplained = received - accounted;
    if (unexplained != 0 && plain_text(action.explanation, "reason_missing")) {
        return Refusal{"units_unexplained",
                       {{"received", received},
                        {"accounted", accounted},
                        {"unexplained", unexplained}},
                       Remedy::choose_reason};
    }
    if (!action.explanation.empty()) {
        if (auto refusal = plain_text(action.explanation, "reason_missing")) return *refusal;
    }
    return Accepted{{BatchClosed{action.batch, step, received, unexplained, action.explanation}}};
}

}  // namespace lini::rules
