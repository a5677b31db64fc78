#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision take_sample(const SiteState& site, const OrderState& order, const Command& command,
                     const TakeSample& action) {
    const auto sampler = [&] {
        auto as_operator = actor_may(site, order, command, Right::record_output);
        return as_operator ? actor_may(site, order, command, Right::record_test) : as_operator;
    };
    if (auto refusal = first_of(
            sampler, [&] { return countable(order, action.batch, action.step); },
            [&] { return quantity_in_range(action.quantity); },
            [&] { return within_received(order, action.batch, action.step, action.quantity); })) {
        return *refusal;
    }
    return Accepted{{SampleTaken{action.batch, action.step, action.quantity, action.purpose}}};
}

Decision record_loss(const SiteState& site, const OrderState& order, const Command& command,
                     const RecordLoss& action) {
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return countable(order, action.batch, action.step); },
            [&] { return quantity_in_range(action.quantity); },
            [&] { return within_received(order, action.batch, action.step, action.quantity); },
            [&] { return plain_text(action.reason, "reason_missing"); })) {
        return *refusal;
    }
    return Accepted{{LossRecorded{action.batch, action.step, action.quantity, action.reason}}};
}

}  // namespace lini::rules
