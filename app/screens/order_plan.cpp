#include "app/screens/order_plan.h"

#include <algorithm>
#include <cmath>

#include "app/screens/wording.h"
#include "app/ui/chart.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

/// Which days lie where.
struct Axis {
    Date from;
    std::int64_t days = 1;
    Rect rect;

    float at(const Date& day) const {
        const auto part =
            static_cast<float>(days_between(from, day)) / static_cast<float>(days);
        return std::round(rect.x0 + std::clamp(part, 0.0F, 1.0F) * rect.width());
    }
};

Axis axis_of(const std::vector<PlanRow>& rows, const Date& today, const Rect& rect) {
    Date from = today;
    Date to = today;
    for (const PlanRow& row : rows) {
        from = std::min({from, row.planned_from, row.expected_from});
        to = std::max({to, row.planned_to, row.expected_to});
    }
    const std::int64_t days = std::max<std::int64_t>(14, days_between(from, to));
    return {from, days + days / 12 + 1, rect};
}

void draw_months(const ui::Ui& ui, const Axis& axis, const Rect& titles, float bottom,
                 float today_x) {
    Date first = axis.from.year() / axis.from.month() / std::chrono::day(1);
    for (; days_between(axis.from, first) < axis.days; first = first + std::chrono::months(1)) {
        if (first < axis.from) continue;
        const float x = axis.at(first);
        ui::fill(ui, {x, titles.y1, x + std::max(1.0F, ui.px(1)), bottom}, Token::line);
        const std::string name = ui.tr(
            "month." + std::to_string(static_cast<unsigned>(first.month())));
        const float width = ui::text_width(ui, name, type::kSmall) + 1;
        const float left = x + ui.px(8);
        const float half = ui.px(70);
        const bool free = left + width < today_x - half || left > today_x + half;
        if (free && left + width < axis.rect.x1) {
            ui::text(ui, {left, titles.y0, left + width, titles.y1}, name, type::kSmall);
        }
    }
}

std::string row_words(const ui::Ui& ui, const PlanRow& row) {
    if (row.late_days > 0) return ui.tr("plan.late", {{"days", ui.count(row.late_days)}});
    if (row.moved_days > 0) return ui.tr("plan.moved", {{"days", ui.count(row.moved_days)}});
    if (row.paused_days > 0) return ui.tr("plan.paused", {{"days", ui.count(row.paused_days)}});
    if (row.done) return ui.tr("plan.done", {{"day", date_words(*row.done)}});
    return ui.tr("plan.due", {{"day", date_words(row.due)}});
}

void draw_bars(const ui::Ui& ui, const PlanRow& row, const Axis& axis, const Rect& line,
               const Date& today) {
    const float middle = (line.y0 + line.y1) / 2;
    const float least = ui.px(10);
    const auto bar = [&](const Date& from, const Date& to, float up, float down) {
        const float x0 = axis.at(from);
        const float x1 = std::max(axis.at(to), x0 + least);
        return Rect{x0, middle - ui.px(up), x1, middle + ui.px(down)};
    };
    ui::fill(ui, bar(row.planned_from, row.planned_to, -10, 18), Token::line, 4);
    if (!row.from) {
        ui::dashed_outline(ui, bar(row.expected_from, row.expected_to, 18, 4), Token::fill, 6);
        return;
    }
    if (row.done) {
        ui::fill(ui, bar(*row.from, *row.done, 18, 4), Token::fill, 6);
        return;
    }
    ui::dashed_outline(ui, bar(*row.from, row.expected_to, 18, 4), Token::fill, 6);
    ui::fill(ui, bar(*row.from, std::max(*row.from, today), 18, 4), Token::fill, 6);
}

}  // namespace

std::vector<PlanRow> plan_today(const View& view, const OrderState& order) {
    return plan_of(order, holidays_of(view.site), view.now.date);
}

std::string date_words(const Date& date) {
    return ui::date_text({static_cast<int>(date.year()),
                          static_cast<int>(static_cast<unsigned>(date.month())),
                          static_cast<int>(static_cast<unsigned>(date.day())), 0, 0});
}

void draw_plan(const ui::Ui& ui, Rect room, const View& view, const OrderState& order) {
    const std::vector<PlanRow> rows = plan_today(view, order);
    Rect titles = room.cut_top(ui.px(36), ui.px(8));
    const float name_width = std::min(ui.px(300), room.width() * 0.3F);
    titles.cut_left(name_width, ui.px(16));
    const Axis axis = axis_of(rows, view.now.date, titles);
    const float today_x = axis.at(view.now.date);
    const auto count = static_cast<float>(std::max<std::size_t>(rows.size(), 1));
    const float high = std::min(ui.px(92), room.height() / count);
    const float bottom = std::min(room.y1, room.y0 + high * count);
    draw_months(ui, axis, titles, bottom, today_x);
    const std::string today = ui.tr("plan.today");
    const float half = ui::text_width(ui, today, type::kSmall.medium()) / 2 + 1;
    const float centre = std::clamp(today_x, titles.x0 + half, titles.x1 - half);
    ui::text(ui, {centre - half, titles.y0, centre + half, titles.y1}, today,
             type::kSmall.in(Token::ink).medium().centred());
    for (const PlanRow& row : rows) {
        Rect line = room.cut_top(high);
        Rect words = line.cut_left(name_width, ui.px(16));
        if (row.late_days > 0) ui::edge(ui, words, Token::hold, 0, ui::EdgeSide::left, 6);
        if (row.late_days > 0) words.cut_left(ui.px(14));
        const bool two = high >= ui.px(66);
        const Rect pair = words.centred(words.width(), std::min(high, ui.px(68)));
        ui::text(ui, two ? pair.row(0, 2) : words, wording(ui, row.deadline->label),
                 two ? type::kBody.bottom() : type::kBody);
        if (two) {
            ui::text(ui, pair.row(1, 2), row_words(ui, row), type::kHint.in(Token::ink2).top());
        }
        draw_bars(ui, row, axis, line, view.now.date);
    }
    ui::fill(ui, {today_x, titles.y1, today_x + std::max(2.0F, ui.px(2)), bottom}, Token::ink);
}

}  // namespace lini
