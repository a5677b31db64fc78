#include "app/domain/registration.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision start_batch(const SiteState& site, const OrderState& order, const Command& command,
                     const StartBatch& action) {
    if (auto refusal =
            first_of([&] { return order_open(order); },
                     [&] { return actor_may(site, order, command, Right::record_output); },
                     [&] { return batch_known(order, action.batch); })) {
        return *refusal;
    }
    const BatchState& batch = *find_batch(order, action.batch);
    const RefusalArg name = action.batch.str();
    if (batch.started) return Refusal{"batch_already_started", {{"batch", name}}};
    if (batch.status != BatchStatus::in_process) {
        return Refusal{"batch_on_hold", {{"batch", name}}};
    }
    if (order.closing) return Refusal{"quantity_closed", {}};
    if (auto refusal = registration_refusal(site, batch.plan.product,
                                            command.stamp.business_date)) {
        return *refusal;
    }
    if (auto refusal = bulk_sound(order, batch)) return *refusal;
    if (auto refusal = gates_open(order, {GatedActKind::start_batch}, action.batch)) {
        return *refusal;
    }
    return Accepted{{BatchStarted{action.batch, action.count_mode}}};
}

}  // namespace lini::rules
