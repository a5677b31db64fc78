#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision record_output(const SiteState& site, const OrderState& order, const Command& command,
                       const RecordOutput& action) {
    std::optional<Approval> approval;
    const auto keypad_counts = [&]() -> MaybeRefusal {
        const bool by_carton = action.step == order.order->playbook.counting_step &&
                               find_batch(order, action.batch)->count_mode == CountMode::carton;
        if (!by_carton) return std::nullopt;
        return Refusal{"batch_counts_by_carton", {{"batch", action.batch.str()}},
                       Remedy::scan_again};
    };
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return countable(order, action.batch, action.step); }, keypad_counts,
            [&] { return quantity_in_range(action.quantity); },
            [&] { return within_received(order, action.batch, action.step, action.quantity); },
            [&] {
                return within_ordered(site, order, command, action.step, action.quantity,
                                      action.over_reason, approval);
            })) {
        return *refusal;
    }
    return Accepted{
        {OutputRecorded{action.batch, action.step, action.quantity, action.entry, {}, approval}}};
}

}  // namespace lini::rules
