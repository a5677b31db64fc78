#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

Decision open_rework(const SiteState& site, const OrderState& order, const Command& command,
                     const OpenRework& action) {
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return countable(order, action.batch, action.step); },
            [&] { return quantity_in_range(action.quantity); },
            [&] { return within_received(order, action.batch, action.step, action.quantity); })) {
        return *refusal;
    }
    return Accepted{{ReworkOpened{action.batch, action.step, action.quantity, action.entry}}};
}

Decision close_rework(const SiteState& site, const OrderState& order, const Command& command,
                      const CloseRework& action) {
    std::optional<Approval> approval;
    const auto units_open = [&]() -> MaybeRefusal {
        const std::int64_t open =
            step_counts(*find_batch(order, action.batch), action.step).rework_open;
        if (action.good < 0 || action.scrap < 0 || action.good > kQuantityMax ||
            action.scrap > kQuantityMax) {
            return Refusal{"quantity_too_small", {{"quantity", std::int64_t{-1}}}};
        }
        if (auto refusal = quantity_in_range(action.good + action.scrap)) return refusal;
        if (action.good + action.scrap <= open) return std::nullopt;
        return Refusal{"exceeds_rework", {{"open", open}}};
    };
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return countable(order, action.batch, action.step); }, units_open, [&] {
                return within_ordered(site, order, command, action.step, action.good,
                                      action.over_reason, approval);
            })) {
        return *refusal;
    }
    return Accepted{{ReworkClosed{action.batch, action.step, action.good, action.scrap, approval}}};
}

}  // namespace lini::rules
