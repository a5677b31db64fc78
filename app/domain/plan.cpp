#include "app/domain/plan.h"

#include <algorithm>

#include "app/domain/contract.h"
#include "app/domain/gates.h"

namespace lini {
namespace {

std::optional<Date> day_at(const OrderState& state, std::int64_t at_utc_us) {
    const auto local = local_time(at_utc_us, state.zone);
    return local ? std::optional(local->date) : std::nullopt;
}

std::optional<Date> day_met(const OrderState& state, const Condition& condition) {
    const auto at = condition_met_at_utc_us(state, condition);
    return at ? day_at(state, *at) : std::nullopt;
}

int days_of(const OrderState& state, const Deadline& deadline) {
    const auto own = state.order->deadline_days.find(deadline.code);
    return own == state.order->deadline_days.end() ? deadline.days : own->second;
}

/// Days of pauses between `from` and `to`. One that still lasts goes on up to `to`.
int paused_between(const OrderState& state, const Date& from, const Date& to, bool working,
                   const Holidays& holidays) {
    int days = 0;
    for (const PauseState& pause : state.pauses) {
        const Date begins = std::max(from, day_at(state, pause.from_utc_us).value_or(from));
        const Date ends =
            pause.to_utc_us == 0
                ? to
                : std::min(to, day_at(state, pause.to_utc_us).value_or(to));
        days += days_after(begins, ends, working, holidays);
    }
    return days;
}

/// Each completed 24 hours after the end of the day on which the client's answer was due.
int late_answer_days(const PlanRow& row, const Date& today) {
    const auto days = days_between(row.due, row.done.value_or(today));
    return static_cast<int>(std::max<std::int64_t>(0, days - 1));
}

/// The end of the deadline before `row` that ends with what it begins with.
const PlanRow* before(const std::vector<PlanRow>& rows, const Condition& condition) {
    for (const PlanRow& row : rows) {
        if (row.deadline->until == condition) return &row;
    }
    return nullptr;
}

/// What the deadline begins with in this contract: where that falls away, what came before it.
Condition begins_with(const OrderImported& order, Condition from) {
    const auto& all = order.playbook.deadlines;
    // At most once for each: a playbook may lead in a circle.
    for (std::size_t i = 0; i < all.size() && falls_away(order, from) != nullptr; ++i) {
        const auto skipped = std::find_if(all.begin(), all.end(), [&](const Deadline& each) {
            return each.until == from;
        });
        if (skipped == all.end()) break;
        from = skipped->from;
    }
    return from;
}

PlanRow row_of(const OrderState& state, const Deadline& deadline,
               const std::vector<PlanRow>& rows, const Holidays& holidays, const Date& today,
               int moved_days) {
    PlanRow row;
    row.deadline = &deadline;
    row.days = days_of(state, deadline);
    const Condition begins_by = begins_with(*state.order, deadline.from);
    row.from = day_met(state, begins_by);
    row.done = day_met(state, deadline.until);
    row.moved_days = deadline.client ? 0 : moved_days;
    const PlanRow* earlier = before(rows, begins_by);
    const Date begins = day_at(state, state.signed_at_utc_us).value_or(today);
    row.planned_from = earlier != nullptr ? earlier->planned_to : row.from.value_or(begins);
    row.planned_to = add_days(row.planned_from, row.days, deadline.working, holidays);
    row.expected_from = row.from.value_or(earlier != nullptr ? earlier->expected_to : today);
    row.paused_days = paused_between(state, row.expected_from, row.done.value_or(today),
                                     deadline.working, holidays);
    row.due = add_days(row.expected_from, row.days + row.paused_days, deadline.working, holidays);
    row.due = add_days(row.due, row.moved_days, true, holidays);
    if (row.from) {
        row.late_days = days_after(row.due, row.done.value_or(today), deadline.working, holidays);
    }
    row.expected_to = row.done.value_or(row.from ? std::max(row.due, today) : row.due);
    return row;
}

}  // namespace

std::vector<PlanRow> plan_of(const OrderState& state, const Holidays& holidays,
                             const Date& today) {
    std::vector<PlanRow> rows;
    if (!state.order) return rows;
    int moved_days = 0;
    for (const Deadline& deadline : state.order->playbook.deadlines) {
        if (falls_away(*state.order, deadline.until) != nullptr) continue;
        PlanRow row = row_of(state, deadline, rows, holidays, today, moved_days);
        if (deadline.client && row.from) moved_days += late_answer_days(row, today);
        rows.push_back(row);
    }
    return rows;
}

DamagesDue damages_due(const OrderState& state, const Holidays& holidays, const Date& today) {
    DamagesDue due;
    if (!state.order || !state.order->playbook.damages) return due;
    const Damages& clause = *state.order->playbook.damages;
    for (const PlanRow& row : plan_of(state, holidays, today)) {
        if (row.deadline->code != clause.deadline) continue;
        due.left_out_days = row.moved_days + row.paused_days;
        due.days = std::max(0, row.late_days - clause.tolerance_days);
        due.over = row.done.has_value();
    }
    std::int64_t points = std::int64_t{due.days} * clause.basis_points_per_day;
    if (clause.cap_basis_points > 0) {
        due.over = due.over || points >= clause.cap_basis_points;
        points = std::min(points, std::int64_t{clause.cap_basis_points});
    }
    // More than the whole value is nobody's damages.
    due.amount = share_of(state.order->value,
                          static_cast<int>(std::min<std::int64_t>(points, 10'000)));
    return due;
}

std::optional<Date> warranty_until(const OrderState& state, const Warranty& warranty) {
    const auto from = day_met(state, warranty.from);
    if (!from) return std::nullopt;
    const Date ends = *from + std::chrono::months(warranty.months);
    if (ends.ok()) return ends;
    return last_day_of_month(ends.year(), ends.month());
}

}  // namespace lini
