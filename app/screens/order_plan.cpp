#include "app/screens/order_plan.h"

#include <algorithm>
#include <cmath>

#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/screens/phrase_words.h"
#include "app/screens/wording.h"
#include "app/ui/chart.h"
#include "app/ui/icons.h"
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

/// One line of the picture: a stretch of the plan, or a term of the contract.
struct PlanLine {
    const PlanRow* row = nullptr;
    const Term* term = nullptr;
    Date at{};  // Where it begins, for the order of the lines.
};

// When the contract expects that what a term waits for is true.
Date expected_of(const OrderState& order, const std::vector<PlanRow>& rows, const Term& term,
                 const Date& today) {
    Date latest = rows.empty() ? today : rows.back().expected_to;
    for (const PlanRow& row : rows) {
        for (const Condition& condition : term.any_of) {
            if (row.deadline->until == condition) latest = row.expected_to;
        }
    }
    const bool at_once = std::any_of(term.any_of.begin(), term.any_of.end(), [](const auto& each) {
        return each.kind == ConditionKind::order_signed;
    });
    if (!at_once) return std::max(latest, today);
    const auto signed_on = local_time(order.signed_at_utc_us, order.zone);
    return signed_on ? signed_on->date : today;
}

Date day_of_term(const OrderState& order, const std::vector<PlanRow>& rows, const Term& term,
                 const Date& today) {
    const auto at = condition_met_at_utc_us(order, {ConditionKind::settled, term.id.str()});
    const ChargeState* charge = charge_of(order, term.id);
    if (is_billable(order, term)) return today;
    if (!at && charge == nullptr) return expected_of(order, rows, term, today);
    const auto local = local_time(at ? *at : charge->at_utc_us, order.zone);
    return local ? local->date : today;
}

std::vector<PlanLine> lines_of(const OrderState& order, const std::vector<PlanRow>& rows,
                               const Date& today) {
    std::vector<PlanLine> lines;
    for (const PlanRow& row : rows) lines.push_back({&row, nullptr, row.expected_from});
    for (const Term& term : order.order->terms) {
        lines.push_back({nullptr, &term, day_of_term(order, rows, term, today)});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const PlanLine& a, const PlanLine& b) { return a.at < b.at; });
    return lines;
}

struct Mark {
    ui::State state = ui::State::neutral;
    const char* icon = ui::icon::kLock;
    std::string words;
};

Mark mark_of(const ui::Ui& ui, const OrderState& order, const Term& term, const Date& at) {
    if (is_settled(order, term.id)) {
        return {ui::State::good, ui::icon::kPaid,
                ui.tr("plan.settled", {{"day", date_words(at)}})};
    }
    if (charge_of(order, term.id) != nullptr) {
        return {ui::State::info, ui::icon::kReceiptLong, ui.tr("plan.billed")};
    }
    if (is_billable(order, term)) {
        return {ui::State::hold, ui::icon::kPending, ui.tr("plan.to_sign")};
    }
    return {ui::State::neutral, ui::icon::kLock, ui.tr("plan.locked")};
}

// Its words stand where there is room: right of the mark, else left of it.
void draw_mark(const ui::Ui& ui, const Axis& axis, const Rect& line, const Mark& mark,
               const Date& at) {
    const bool quiet = mark.state == ui::State::neutral;
    const Token colour = quiet ? Token::ink3 : ui::ink_of(mark.state);
    const float half = ui.px(22);
    const float x = std::clamp(axis.at(at), line.x0 + half, line.x1 - half);
    const float middle = (line.y0 + line.y1) / 2;
    ui::draw_icon(ui, {x - half, middle - half, x + half, middle + half}, mark.icon, 36, colour);
    const ui::TextStyle style = type::kSmall.in(quiet ? Token::ink2 : colour);
    const float width = ui::text_width(ui, mark.words, style) + 1;
    const float gap = ui.px(6);
    const bool right = x + half + gap + width <= line.x1;
    const float left = right ? x + half + gap : std::max(line.x0, x - half - gap - width);
    ui::text(ui, {left, line.y0, left + width, line.y1}, mark.words, style);
}

void draw_row_words(const ui::Ui& ui, Rect words, float high, const PlanRow& row) {
    if (row.late_days > 0) ui::edge(ui, words, Token::hold, 0, ui::EdgeSide::left, 6);
    if (row.late_days > 0) words.cut_left(ui.px(14));
    const bool two = high >= ui.px(66);
    const Rect pair = words.centred(words.width(), std::min(high, ui.px(68)));
    ui::text(ui, two ? pair.row(0, 2) : words, wording(ui, row.deadline->label),
             two ? type::kBody.whole().bottom() : type::kBody.whole());
    if (!two) return;
    ui::text(ui, pair.row(1, 2), row_words(ui, row), type::kHint.in(Token::ink2).top());
}

}  // namespace

std::vector<PlanRow> plan_today(const View& view, const OrderState& order) {
    return plan_of(order, holidays_of(view.site), view.now.date);
}

void draw_plan(const ui::Ui& ui, Rect room, const View& view, const OrderState& order) {
    const std::vector<PlanRow> rows = plan_today(view, order);
    const std::vector<PlanLine> lines = lines_of(order, rows, view.now.date);
    Rect titles = room.cut_top(ui.px(36), ui.px(8));
    const float name_width = std::min(ui.px(300), room.width() * 0.3F);
    titles.cut_left(name_width, ui.px(16));
    const Axis axis = axis_of(rows, view.now.date, titles);
    const float today_x = axis.at(view.now.date);
    const auto count = static_cast<float>(std::max<std::size_t>(lines.size(), 1));
    const float high = std::min(ui.px(92), room.height() / count);
    const float bottom = std::min(room.y1, room.y0 + high * count);
    draw_months(ui, axis, titles, bottom, today_x);
    const std::string today = ui.tr("plan.today");
    const float half = ui::text_width(ui, today, type::kSmall.medium()) / 2 + 1;
    const float centre = std::clamp(today_x, titles.x0 + half, titles.x1 - half);
    ui::text(ui, {centre - half, titles.y0, centre + half, titles.y1}, today,
             type::kSmall.in(Token::ink).medium().centred());
    ui::fill(ui, {today_x, titles.y1, today_x + std::max(2.0F, ui.px(2)), bottom}, Token::ink);
    for (const PlanLine& each : lines) {
        Rect line = room.cut_top(high);
        const Rect words = line.cut_left(name_width, ui.px(16));
        if (each.row != nullptr) {
            draw_row_words(ui, words, high, *each.row);
            draw_bars(ui, *each.row, axis, line, view.now.date);
            continue;
        }
        ui::text(ui, words,
                 wording(ui, each.term->label) + " · " + ui.percent(each.term->basis_points),
                 type::kBody.whole());
        draw_mark(ui, axis, line, mark_of(ui, order, *each.term, each.at), each.at);
    }
}

}  // namespace lini
