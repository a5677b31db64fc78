#include "app/screens/kpi_screen.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/chart.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"
#include "app/ui/touch.h"

namespace lini {
namespace {

using ui::Rect;
using ui::State;
namespace type = ui::type;

constexpr int kMonths = 6;

const std::vector<KpiRow>& rows_of(const View& view) {
    static const std::vector<KpiRow> kNone;
    return view.kpi_rows == nullptr ? kNone : *view.kpi_rows;
}

std::vector<std::string> clients_of(const View& view) {
    std::set<std::string> names;
    for (const KpiRow& row : rows_of(view)) names.insert(row.client);
    return {names.begin(), names.end()};
}

// The figure as it is shown, in the unit of the KPI's own bounds: whole days there, tenths here.
std::string value_words(const ui::Ui& ui, const Kpi& kpi, std::int64_t shown) {
    if (kpi.measure != KpiMeasure::lead_time) return ui.percent(shown);
    return ui.tr("kpi.days", {{"count", ui.decimal(shown, 1)}});
}

std::int64_t shown_bound(const Kpi& kpi, std::int64_t bound) {
    return kpi.measure == KpiMeasure::lead_time ? bound * 10 : bound;
}

std::string bound_words(const ui::Ui& ui, const Kpi& kpi, std::int64_t bound) {
    if (kpi.measure != KpiMeasure::lead_time) return ui.percent(bound);
    return ui.tr("kpi.days", {{"count", ui.count(bound)}});
}

const char* comparison_sign(Comparison comparison) {
    constexpr std::array kSigns = {"≤ ", "< ", "≥ ", "> "};
    return kSigns.at(static_cast<std::size_t>(comparison));
}

KpiPeriod month_of(const Date& day) {
    const Date first = day.year() / day.month() / std::chrono::day(1);
    return {first, last_day_of_month(day.year(), day.month())};
}

}  // namespace

KpiPeriod KpiScreen::period(const View& view) const {
    const Date today = view.now.date;
    KpiPeriod span = month_of(today);
    switch (span_) {
        case Span::month: break;
        case Span::quarter: span.from = span.from - std::chrono::months(2); break;
        case Span::year: span.from = today.year() / std::chrono::January / 1; break;
        case Span::all: span.from = std::chrono::year(2000) / std::chrono::January / 1; break;
    }
    return span;
}

void KpiScreen::draw(const ui::Ui& ui, const Rect& content, const View& view, Intents& intents) {
    Rect left = content;
    const Rect column = action_column(ui, left, ui.scale.narrow() ? 500 : 520);
    draw_choices(ui, column, view, intents);
    const bool any = view.kpis != nullptr && !view.kpis->empty();
    if (!any || rows_of(view).empty()) {
        empty_card(ui, left,
                   {ui::icon::kInsights, ui.tr("kpi.none_title"), ui.tr("kpi.none_text")});
        return;
    }
    for (const Kpi& kpi : *view.kpis) {
        if (kpi.code != opened_) continue;
        draw_behind(ui, ui::card(ui, left), view, kpi, intents);
        return;
    }
    const auto count = static_cast<int>(std::min<std::size_t>(view.kpis->size(), 4));
    for (int i = 0; i < count; ++i) {
        draw_figure(ui, left.row(i, count, ui.px(20)), view,
                    (*view.kpis)[static_cast<std::size_t>(i)]);
    }
}

void KpiScreen::draw_choices(const ui::Ui& ui, Rect column, const View& view, Intents& intents) {
    if (primary(ui, column, view, {"kpi.back", ui.tr("common.back"), ui::icon::kArrowBack,
                                   ui::ButtonKind::primary})) {
        if (opened_.empty()) {
            intents.push_back(Navigate{Room::monitor});
        } else {
            opened_.clear();
        }
    }
    small_heading(ui, column, ui.tr("kpi.period"));
    constexpr std::array kSpans = {"kpi.month", "kpi.quarter", "kpi.year", "kpi.all"};
    const float high = ui.scale.touch(84);
    for (int i = 0; i < 2; ++i) {
        const Rect row = column.cut_top(high, ui.px(14));
        for (int j = 0; j < 2; ++j) {
            const auto index = static_cast<std::size_t>(i * 2 + j);
            const bool chosen = span_ == static_cast<Span>(index);
            if (ui::big_button(ui, row.column(j, 2, ui.px(14)),
                               {kSpans.at(index), ui.tr(kSpans.at(index)), nullptr,
                                chosen ? ui::ButtonKind::chosen : ui::ButtonKind::secondary})) {
                span_ = static_cast<Span>(index);
                page_ = 0;
            }
        }
    }
    small_heading(ui, column, ui.tr("kpi.client"));
    const std::vector<std::string> clients = clients_of(view);
    const auto client = [&](const std::string& name, const std::string& id,
                            const std::string& label) {
        if (column.height() < high) return;
        const auto kind =
            client_ == name ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
        if (!ui::big_button(ui, column.cut_top(high, ui.px(14)), {id, label, nullptr, kind})) {
            return;
        }
        client_ = name;
        page_ = 0;
    };
    client({}, "kpi.all_clients", ui.tr("kpi.all_clients"));
    for (const std::string& name : clients) client(name, "kpi.client." + name, name);
}

void KpiScreen::draw_figure(const ui::Ui& ui, const Rect& rect, const View& view,
                            const Kpi& kpi) {
    const std::string name = wording(ui, kpi.label);
    Rect room = ui::card(ui, rect);
    if (ui::touch(ui, rect, "kpi." + kpi.code, name).clicked) {
        opened_ = kpi.code;
        page_ = 0;
    }
    const KpiFigure figure = kpi_figure(kpi, rows_of(view), period(view), client_);
    const bool known = figure.denominator > 0;
    const Rect words = room.cut_left(room.width() * 0.4F, ui.px(24));
    Rect text = words;
    ui::text(ui, text.cut_top(ui.px(40), ui.px(6)), name, type::kHeading);
    const std::string value =
        known ? value_words(ui, kpi, shown_value(kpi, figure)) : ui.tr("kpi.no_data");
    ui::text(ui, text.cut_top(ui.px(64), ui.px(10)), value,
             known ? type::kTitle.whole() : type::kLead);
    Rect line = text.cut_top(ui.px(52), ui.px(6));
    if (known) {
        const bool meets = meets_target(kpi, figure);
        const std::string word = ui.tr(meets ? "kpi.met" : "kpi.missed");
        ui::tag(ui, line, {meets ? State::good : State::bad, word,
                           meets ? ui::icon::kCheck : ui::icon::kPriorityHigh});
    }
    const std::string target = comparison_sign(kpi.comparison) + bound_words(ui, kpi, kpi.target);
    ui::text(ui, text,
             ui.tr("kpi.bounds", {{"target", target},
                                  {"industry", bound_words(ui, kpi, kpi.industry)},
                                  {"orders", ui.count(static_cast<std::int64_t>(
                                                 figure.behind.size()))}}),
             type::kSmall.wrapped().top());
    draw_plot(ui, room, view, kpi);
}

void KpiScreen::draw_plot(const ui::Ui& ui, const Rect& rect, const View& view, const Kpi& kpi) {
    ui::Bars bars;
    bars.target = shown_bound(kpi, kpi.target);
    bars.other = shown_bound(kpi, kpi.industry);
    bars.target_label = ui.tr("kpi.target");
    bars.other_label = ui.tr("kpi.industry");
    const Date first = view.now.date.year() / view.now.date.month() / std::chrono::day(1);
    for (int i = kMonths - 1; i >= 0; --i) {
        const KpiPeriod month = month_of(first - std::chrono::months(i));
        const KpiFigure figure = kpi_figure(kpi, rows_of(view), month, client_);
        const bool known = figure.denominator > 0;
        bars.values.push_back({known ? std::optional(shown_value(kpi, figure)) : std::nullopt,
                               known && !meets_target(kpi, figure)});
        bars.labels.push_back(ui.tr(
            "month." + std::to_string(static_cast<unsigned>(month.from.month()))));
    }
    ui::bar_chart(ui, rect, bars);
}

void KpiScreen::draw_behind(const ui::Ui& ui, Rect room, const View& view, const Kpi& kpi,
                            Intents& intents) {
    heading(ui, room, wording(ui, kpi.label), ui.tr("kpi.behind"));
    std::vector<const KpiRow*> rows;
    const KpiPeriod span = period(view);
    for (const KpiRow& row : rows_of(view)) {
        if (is_behind(kpi, row, span, client_)) rows.push_back(&row);
    }
    if (rows.empty()) {
        empty_room(ui, room, {ui::icon::kInsights, ui.tr("kpi.no_data"), ui.tr("kpi.none_text")});
        return;
    }
    const float high = std::max(ui.px(80), ui.scale.mm(ui::kTouchMinMm));
    const ui::PageRows page =
        ui::page_rows(ui, room, "kpi.behind", page_, static_cast<int>(rows.size()), high);
    for (int i = page.from; i < page.to; ++i) {
        const KpiRow& row = *rows[static_cast<std::size_t>(i)];
        const std::string number = row.order_no.str();
        const KpiFigure alone{row.value.numerator, row.value.denominator, {}};
        const State state = meets_target(kpi, alone) ? State::neutral : State::hold;
        const ui::RowTouch touch =
            ui::list_row(ui, room.cut_top(high), "kpi.order." + number, number,
                         {state, false, true});
        if (touch.clicked) intents.push_back(Navigate{Room::order, row.order_no});
        ui::text(ui, touch.room.part(0, 0.3F), number, type::kStrong);
        ui::text(ui, touch.room.part(0.31F, 0.62F), row.client, type::kBody.in(ui::Token::ink2));
        ui::text(ui, touch.room.part(0.63F, 1),
                 value_words(ui, kpi, shown_value(kpi, alone)), type::kBody.right());
    }
}

}  // namespace lini
