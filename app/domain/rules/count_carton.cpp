#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

MaybeRefusal label_countable(const OrderState& order, const CountCarton& action) {
    const auto found = order.labels.find(action.serial);
    if (found == order.labels.end()) {
        return Refusal{"label_unknown", {{"serial", action.serial.str()}}, Remedy::scan_again};
    }
    const LabelState& label = found->second;
    if (label.label.batch != action.batch) {
        return Refusal{"wrong_batch",
                       {{"label_batch", label.label.batch.str()}, {"batch", action.batch.str()}},
                       Remedy::open_other_batch};
    }
    const RefusalArg carton = label.label.carton_no;
    if (label.status == LabelStatus::voided) return Refusal{"label_voided", {{"carton", carton}}};
    if (label.status != LabelStatus::counted) return std::nullopt;
    const Record& counted = order.records.at(*label.counted_by);
    return Refusal{"carton_counted",
                   {{"carton", carton},
                    {"at_utc_us", counted.stamp.at_utc_us},
                    {"user", counted.actor.str()}}};
}

}  // namespace

Decision count_carton(const SiteState& site, const OrderState& order, const Command& command,
                      const CountCarton& action) {
    std::optional<Approval> approval;
    const auto cartons_count = [&]() -> MaybeRefusal {
        const bool by_carton = action.step == order.order->playbook.counting_step &&
                               find_batch(order, action.batch)->count_mode == CountMode::carton;
        if (by_carton) return std::nullopt;
        return Refusal{"batch_counts_by_keypad", {{"batch", action.batch.str()}}};
    };
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return order_open(order); }, [&] { return label_countable(order, action); },
            [&] { return countable(order, action.batch, action.step); }, cartons_count)) {
        return *refusal;
    }
    const std::int64_t units = order.labels.at(action.serial).label.content_units;
    if (auto refusal = first_of(
            [&] { return quantity_in_range(units); },
            [&] { return within_received(order, action.batch, action.step, units); },
            [&] {
                auto over = within_ordered(site, order, command, action.step, units,
                                           action.over_reason, approval);
                // Whoever approves it counts this carton and no other.
                if (over) over->args.emplace_back("serial", action.serial.str());
                return over;
            })) {
        return *refusal;
    }
    return Accepted{{OutputRecorded{action.batch, action.step, units, Entry::carton, action.serial,
                                    approval}}};
}

}  // namespace lini::rules
