#include "app/screens/monitor_screen.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "app/domain/troubles.h"
#include "app/screens/attention.h"
#include "app/screens/figures.h"
#include "app/screens/milestone_facts.h"
#include "app/screens/order_progress.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/stat.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::State;
using ui::Token;
namespace type = ui::type;

void draw_figures(const ui::Ui& ui, const Rect& row, const View& view) {
    const float gap = ui.px(24);
    const auto running = std::count_if(
        view.summaries.begin(), view.summaries.end(),
        [](const OrderSummary& order) { return order.good < order.ordered; });
    const auto to_sign = std::count_if(
        view.summaries.begin(), view.summaries.end(),
        [](const OrderSummary& order) { return asks_signature(order.milestone); });
    const std::int64_t unsynced = view.ledger.unsynced;
    const int uncertain = labels_in(view, LabelJobState::uncertain);
    const auto cell = [&](int i) { return ui::card(ui, row.column(i, 4, gap)); };
    const std::string all =
        ui.tr("monitor.of_all", {{"count", ui.count(static_cast<int>(view.summaries.size()))}});
    ui::figure(ui, cell(0), ui.tr("monitor.orders"), ui.count(running), all);
    ui::figure(ui, cell(1), ui.tr("monitor.to_sign"), ui.count(to_sign), {},
               to_sign > 0 ? State::hold : State::neutral);
    ui::figure(ui, cell(2), ui.tr("monitor.unsynced"), ui.count(unsynced),
               ui.tr("monitor.unsynced_unit"), unsynced > 0 ? State::hold : State::neutral);
    ui::figure(ui, cell(3), ui.tr("monitor.labels"), ui.count(uncertain),
               ui.tr("monitor.labels_unit"), uncertain > 0 ? State::bad : State::neutral);
}

struct Columns {
    Rect order, product, bar, good, milestone, term;
};

Columns columns_of(const ui::Ui& ui, const Rect& row) {
    if (ui.scale.narrow()) {
        return {row.part(0, 0.14F),      row.part(0.15F, 0.33F), row.part(0.34F, 0.56F),
                row.part(0.56F, 0.67F),  row.part(0.69F, 0.83F), row.part(0.84F, 1)};
    }
    return {row.part(0, 0.105F),     row.part(0.11F, 0.32F),  row.part(0.33F, 0.63F),
            row.part(0.63F, 0.715F), row.part(0.73F, 0.865F), row.part(0.87F, 1)};
}

void draw_titles(const ui::Ui& ui, Rect& room) {
    const Columns at = columns_of(ui, ui::list_head(ui, room.cut_top(ui.px(48))));
    ui::text(ui, at.order, ui.tr("monitor.column.order"), type::kSmall);
    ui::text(ui, at.product, ui.tr("monitor.column.product"), type::kSmall);
    ui::text(ui, at.bar, ui.tr("monitor.column.progress"), type::kSmall);
    ui::text(ui, at.good, ui.tr("monitor.column.good"), type::kSmall.right());
    ui::text(ui, at.milestone, ui.tr("monitor.column.milestone"), type::kSmall);
    ui::text(ui, at.term, ui.tr("monitor.column.term"), type::kSmall);
}

ui::Progress progress_of(const View& view, const OrderSummary& summary) {
    const auto found = view.orders.find(summary.order_no);
    if (found != view.orders.end()) return progress_of(*found->second);
    return {summary.progress_basis_points, std::int64_t{summary.threshold_percent} * 100,
            std::int64_t{summary.threshold_percent} * 100};
}

State row_state(const OrderSummary& summary) {
    if (summary.locked_by_unknown) return State::bad;
    switch (summary.milestone) {
        case MilestoneStatus::awaiting_signature:
        case MilestoneStatus::awaiting_evidence: return State::hold;
        case MilestoneStatus::alarm:
        case MilestoneStatus::lapsed:
        case MilestoneStatus::refused:
        case MilestoneStatus::needs_review: return State::bad;
        default: return State::neutral;
    }
}

std::string milestone_words(const ui::Ui& ui, const View& view, const OrderSummary& summary) {
    if (summary.threshold_reached_at_utc_us) {
        const std::string at = day_and_time(view, *summary.threshold_reached_at_utc_us);
        return ui.tr("monitor.reached", {{"time", at}});
    }
    const std::int64_t missing =
        threshold_units(summary.ordered, summary.threshold_percent) - summary.good;
    return ui.tr("monitor.to_go", {{"count", ui.count(std::max<std::int64_t>(0, missing))}});
}

std::string trouble_words(const ui::Ui& ui, const Trouble& trouble) {
    const ui::Args args{{"days", ui.count(trouble.days)}, {"about", wording(ui, trouble.about)}};
    switch (trouble.kind) {
        case TroubleKind::conflict: return ui.tr("trouble.conflict", args);
        case TroubleKind::unsigned_: return ui.tr("trouble.unsigned", args);
        case TroubleKind::damages: return ui.tr("trouble.damages", args);
        case TroubleKind::late: return ui.tr("trouble.late", args);
        case TroubleKind::overdue: return ui.tr("trouble.overdue", args);
        case TroubleKind::case_overdue: return ui.tr("trouble.case_overdue", args);
        case TroubleKind::paused: return ui.tr("trouble.paused", args);
    }
    return {};
}

/// A row with what makes it an exception, as far as its order is known here.
struct BoardRow {
    const OrderSummary* summary = nullptr;
    std::optional<Trouble> trouble;
};

/// Exceptions first, each group as the ledger gave it. Bills are no business of who sees no money.
template <typename KnownByOrder>
std::vector<BoardRow> board_rows(const View& view, const KnownByOrder& known) {
    std::vector<BoardRow> rows;
    for (const OrderSummary& summary : view.summaries) {
        BoardRow row{&summary, {}};
        const auto found = known.find(summary.order_no);
        if (found != known.end()) {
            for (const Trouble& trouble : found->second.troubles) {
                const bool shown = view.money_visible || trouble.kind != TroubleKind::overdue;
                if (shown && !row.trouble) row.trouble = trouble;
            }
        }
        rows.push_back(row);
    }
    std::stable_partition(rows.begin(), rows.end(), [](const BoardRow& row) {
        return row.trouble || row_state(*row.summary) != State::neutral;
    });
    return rows;
}

void draw_head(const ui::Ui& ui, Rect head, const View& view, Intents& intents) {
    const bool narrow = ui.scale.narrow();
    const float width = narrow ? ui.scale.touch(84) : ui.px(220);
    const Rect button = head.cut_right(width, ui.px(narrow ? 12 : 24));
    const std::string label = narrow ? std::string() : ui.tr("monitor.kpi");
    if (ui::big_button(ui, button, {"monitor.kpi", label, ui::icon::kInsights})) {
        intents.push_back(Navigate{Room::kpi});
    }
    draw_figures(ui, head, view);
}

}  // namespace

void MonitorScreen::draw(const ui::Ui& ui, const Rect& content, const View& view,
                         Intents& intents) {
    Rect room = content;
    // The house's own figures are no visitor's.
    if (view.guest_client.empty()) {
        draw_head(ui, room.cut_top(ui.px(162), ui.px(24)), view, intents);
    }
    if (view.summaries.empty()) {
        empty_card(ui, room, {ui::icon::kInsights, ui.tr("milestone.none_title"),
                              ui.tr("monitor.none")});
        return;
    }
    ui::fill(ui, room, Token::raised, ui::kCardRadius);
    draw_board(ui, room.inset(0, ui.px(20)), view, intents);
}

// A plan is folded over all of an order's days: once a minute is enough for what has not changed.
void MonitorScreen::look_again(const View& view) {
    constexpr std::int64_t kMinuteUs = 60'000'000;
    const std::int64_t minute = view.stamp.at_utc_us / kMinuteUs;
    std::erase_if(known_, [&](const auto& entry) { return view.orders.count(entry.first) == 0; });
    for (const auto& [order_no, order] : view.orders) {
        Known& known = known_[order_no];
        const bool same = known.version == order->version && known.minute == minute &&
                          known.site_version == view.site.version;
        if (same) continue;
        known = {order->version, view.site.version, minute,
                 troubles_of(*order, holidays_of(view.site), view.now.date,
                             view.stamp.at_utc_us)};
    }
}

void MonitorScreen::draw_board(const ui::Ui& ui, Rect room, const View& view, Intents& intents) {
    draw_titles(ui, room);
    const float high = std::max(ui.px(80), ui.scale.mm(ui::kTouchMinMm));
    look_again(view);
    const std::vector<BoardRow> board = board_rows(view, known_);
    const int total = static_cast<int>(board.size());
    int rows = std::max(1, static_cast<int>(room.height() / high));
    if (total > rows) {
        const float foot = ui.scale.touch(84);
        Rect bottom = room.cut_bottom(foot);
        rows = std::max(1, static_cast<int>(room.height() / high));
        ui::pager(ui, bottom.inset(ui.px(24), 0), "monitor", page_, (total + rows - 1) / rows);
    } else {
        page_ = 0;
    }
    for (int i = page_ * rows; i < std::min(total, (page_ + 1) * rows); ++i) {
        const BoardRow& row = board[static_cast<std::size_t>(i)];
        const std::string words = row.trouble ? trouble_words(ui, *row.trouble) : std::string();
        if (draw_order(ui, room.cut_top(high), view, *row.summary, words)) {
            intents.push_back(Navigate{Room::order, row.summary->order_no});
        }
    }
}

bool MonitorScreen::draw_order(const ui::Ui& ui, const Rect& rect, const View& view,
                               const OrderSummary& summary, const std::string& trouble) {
    const std::string number = summary.order_no.str();
    const State own = row_state(summary);
    const State state = own == State::neutral && !trouble.empty() ? State::hold : own;
    const ui::RowTouch touch =
        ui::list_row(ui, rect, "monitor." + number, number, {state, false, true});
    const Columns at = columns_of(ui, touch.room);
    ui::text(ui, at.order, number, type::kStrong.whole());
    if (trouble.empty()) {
        ui::text(ui, at.product, summary.product, type::kBody.in(Token::ink2));
    } else {
        ui::text(ui, at.product.row(0, 2), summary.product, type::kBody.in(Token::ink2).bottom());
        ui::text(ui, at.product.row(1, 2), trouble, type::kSmall.in(Token::hold).top());
    }
    ui::progress_bar(ui, at.bar.centred(at.bar.width(), ui.px(28)), progress_of(view, summary));
    ui::text(ui, at.good, ui.count(summary.good), type::kBody.right().whole());
    ui::text(ui, at.milestone, milestone_words(ui, view, summary), type::kBody.whole());
    Said said = milestone_tag(ui, summary.milestone);
    if (summary.locked_by_unknown) {
        said = {State::bad, ui.tr("milestone.tag.locked"), ui::icon::kLock};
    }
    ui::Tag tag = said.tag();
    if (ui::tag_width(ui, tag) > at.term.width()) tag.icon = nullptr;
    ui::tag(ui, at.term, tag);
    return touch.clicked;
}

}  // namespace lini
