#include "app/screens/order_screen.h"

#include <algorithm>
#include <utility>

#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/domain/quantity.h"
#include "app/screens/closing_panel.h"
#include "app/screens/gate_words.h"
#include "app/screens/new_batch_panel.h"
#include "app/screens/order_asks.h"
#include "app/screens/order_facts.h"
#include "app/screens/order_more_panel.h"
#include "app/screens/order_plan.h"
#include "app/screens/order_progress.h"
#include "app/screens/parts.h"
#include "app/screens/phrase_words.h"
#include "app/screens/preview.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/stat.h"
#include "app/ui/tag.h"
#include "app/ui/touch.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

const OrderState* order_of(const View& view, const OrderNo& opened) {
    const auto found = view.orders.find(opened);
    const bool known = found != view.orders.end() && found->second->order;
    return known ? found->second.get() : nullptr;
}

/// Promised and expected end of the plan, where the contract has one.
void draw_dates(const ui::Ui& ui, Rect& room, const View& view, const OrderState& order) {
    const std::vector<PlanRow> rows = plan_today(view, order);
    if (rows.empty()) return;
    const float width = ui.px(236);
    const PlanRow& last = rows.back();
    const bool late = last.expected_to > last.planned_to;
    const char* key = last.done ? "plan.finished" : late ? "plan.expected_late" : "plan.expected";
    ui::stat_tile(ui, room.cut_right(width, ui.px(16)), ui.tr(key), date_words(last.expected_to));
    ui::stat_tile(ui, room.cut_right(width, ui.px(16)), ui.tr("plan.promised"),
                  date_words(last.planned_to));
}

void draw_head(const ui::Ui& ui, Rect room, const View& view, const OrderState& order) {
    Rect top = room.cut_top(ui.px(112), ui.px(14));
    if (!ui.scale.narrow()) draw_dates(ui, top, view, order);
    const std::string above = order.order->client + " · " + order_product(view, order) + " · " +
                              wording(ui, order.order->playbook.title);
    ui::text(ui, top.cut_top(ui.px(36), ui.px(6)), above, type::kHeading.whole());
    ui::text(ui, top.cut_top(ui.px(56)), order.order_no.str(), type::kTitle.whole());
    draw_order_progress(ui, room, order);
}

/// On one line where it fits, else smaller and wrapped.
void draw_quiet(const ui::Ui& ui, const Rect& rect, const std::string& words) {
    const bool fits = ui::text_width(ui, words, type::kSmall) <= rect.width();
    ui::text(ui, rect, words,
             fits ? type::kSmall.top() : type::kHint.in(Token::ink2).wrapped().top());
}

void draw_term(const ui::Ui& ui, Rect tile, const View& view, const OrderState& order,
               const Term& term) {
    const TermWords said = term_words(ui, view, order, term);
    const bool quiet = said.state == ui::State::neutral;
    Rect inside = ui::tile(ui, tile, quiet ? Token::line : ui::ink_of(said.state));
    Rect line = inside.cut_top(ui.px(36), ui.px(4));
    const Rupiah adjustment = adjustment_of(order, term.id);
    if (view.money_visible) {
        const std::string amount = ui.rupiah(term.amount.value + adjustment.value);
        const ui::TextStyle style = type::kBody.right();
        ui::text(ui, line.cut_right(ui::text_width(ui, amount, style) + 1, ui.px(12)), amount,
                 style);
    }
    ui::text(ui, line, wording(ui, term.label) + " · " + ui.percent(term.basis_points),
             type::kStrong.whole());
    std::string words = said.words;
    if (view.money_visible && adjustment.value != 0) {
        words += " · " + ui.tr("term.adjusted", {{"amount", ui.rupiah(adjustment.value)}});
    }
    draw_quiet(ui, inside, words);
}

}  // namespace

void OrderScreen::forget() {
    signing_.forget();
    gate_.reset();
    panel_.reset();
}

void OrderScreen::draw(const ui::Ui& ui, const Rect& content, const View& view,
                       Intents& intents) {
    // Nobody chose one: the order of the batch that is open.
    const bool chosen = !selection_.opened.empty();
    const OrderState* order = order_of(view, chosen ? selection_.opened : view.open_order);
    if (order == nullptr) {
        empty_card(ui, content, {ui::icon::kInventory2, ui.tr("order.none_title"),
                                 ui.tr("order.none_text")});
        return;
    }
    if (shown_ != order->order_no) {
        shown_ = order->order_no;
        page_ = 0;
        tab_ = order->order->playbook.deadlines.empty() ? Tab::gates : Tab::plan;
        forget();
    }
    if (std::exchange(selection_.at_gates, false)) {
        page_ = 0;
        tab_ = Tab::gates;
        forget();
    }
    if (panel_) {
        if (!panel_->draw(ui, content, view, *order, intents)) panel_.reset();
        return;
    }
    if (gate_) {
        const bool open_here = order->batches.count(view.open_batch) > 0;
        const BatchNo batch = open_here ? view.open_batch : BatchNo();
        if (!gate_->draw(ui, content, view, *order, batch, intents)) gate_.reset();
        return;
    }
    Rect left = content;
    const Rect column = action_column(ui, left, ui.scale.narrow() ? 500 : 588);
    const Rect head = left.cut_top(ui.px(290), ui.px(24));
    draw_head(ui, ui::card(ui, head), view, *order);
    Rect room = ui::card(ui, left);
    draw_tabs(ui, room, *order);
    switch (tab_) {
        case Tab::plan: draw_plan(ui, room, view, *order); break;
        case Tab::gates: draw_gates(ui, room, *order); break;
        case Tab::facts: draw_facts(ui, room, order_facts(ui, view, *order), page_); break;
    }
    draw_action(ui, column, view, *order, intents);
}

void OrderScreen::draw_tabs(const ui::Ui& ui, Rect& room, const OrderState& order) {
    const bool planned = !order.order->playbook.deadlines.empty();
    const int count = planned ? 3 : 2;
    const Rect row = room.cut_top(std::max(ui.px(72), ui.scale.mm(ui::kTouchMinMm)), ui.px(18));
    int index = 0;
    const auto tab = [&](Tab which, const char* id) {
        const auto kind =
            tab_ == which ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
        const Rect place = row.column(index++, count, ui.px(12));
        if (!ui::big_button(ui, place, {id, ui.tr(id), nullptr, kind})) return;
        tab_ = which;
        page_ = 0;
    };
    if (planned) tab(Tab::plan, "order.plan");
    tab(Tab::gates, "order.gates");
    tab(Tab::facts, "order.contract");
}

void OrderScreen::draw_gates(const ui::Ui& ui, Rect room, const OrderState& order) {
    const std::vector<Gate>& gates = order.order->playbook.gates;
    if (gates.empty()) {
        empty_room(ui, room, {ui::icon::kCheckCircle, ui.tr("order.no_gates_title"),
                              ui.tr("order.no_gates_text")});
        return;
    }
    const float wanted = ui.px(ui.scale.narrow() ? 132 : 96);
    const float high = std::max(wanted, ui.scale.mm(ui::kTouchMinMm));
    const int total = static_cast<int>(gates.size());
    const ui::PageRows rows = ui::page_rows(ui, room, "order.gates", page_, total, high);
    for (int i = rows.from; i < rows.to; ++i) {
        const Gate& gate = gates[static_cast<std::size_t>(i)];
        const GateStatus status = gate_status(order, gate, {});
        const std::string name = wording(ui, gate.label);
        const ui::RowTouch touch =
            ui::list_row(ui, room.cut_top(high), "gate." + gate.code, name,
                         {status.override_ != nullptr ? ui::State::hold : ui::State::neutral,
                          false, true});
        if (touch.clicked) gate_.emplace(gate.code);
        Rect row = touch.room;
        const Said said = gate_tag(ui, status);
        const ui::Tag tag = said.tag();
        ui::tag(ui, row.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
        const std::string missing = missing_words(ui, order, status);
        Rect top = row;
        const Rect below = top.cut_bottom(row.height() * 0.58F);
        ui::text(ui, top, name, type::kStrong.bottom().whole());
        draw_quiet(ui, below, missing.empty() ? ui.tr("gate.complete")
                                              : ui.tr("gate.waits", {{"what", missing}}));
    }
}

bool OrderScreen::draw_signing(const ui::Ui& ui, Rect& column, const View& view,
                               const OrderState& order, Intents& intents) {
    if (!view.signing) return false;
    const auto asked = ask_of(ui, view, order, view.signing->meaning);
    if (!asked) return false;
    SigningPanel::Ask ask;
    ask.id = asked->sign_id;
    ask.label = asked->sign;
    ask.scan_words = asked->scan_words;
    ask.order = order.order_no;
    ask.action = asked->action;
    if (!asked->statement.empty()) notice(ui, column, ui::State::info, asked->statement);
    static_cast<void>(signing_.draw(ui, column, view, ask, intents));
    return true;
}

void OrderScreen::draw_primary(const ui::Ui& ui, Rect& column, const View& view,
                               const OrderState& order, Intents& intents) {
    if (const auto ask = next_ask(ui, view, order)) {
        if (primary(ui, column, view,
                    {ask->begin_id, ask->begin, ask->icon, ui::ButtonKind::primary})) {
            intents.push_back(BeginSigning{ask->meaning, order.order_no, ask->action});
        }
        return;
    }
    const Term* counted = threshold_term(order);
    if (!view.guest_client.empty()) return;
    if (counted == nullptr || is_settled(order, counted->id)) return;
    if (primary(ui, column, view,
                {"order.milestone",
                 ui.tr("order.open_term", {{"term", wording(ui, counted->label)}}),
                 ui::icon::kFlag, ui::ButtonKind::primary})) {
        selection_.order = order.order_no;
        intents.push_back(Navigate{Room::termin});
    }
}

// Side by side, so that the terms keep their room.
void OrderScreen::draw_secondary(const ui::Ui& ui, Rect& column, const View& view,
                                 const OrderState& order) {
    const bool closing = ClosingPanel::offered(view, order);
    const bool planning = NewBatchPanel::offered(view, order);
    const bool more = OrderMorePanel::offered(view, order);
    const int count = (closing ? 1 : 0) + (planning ? 1 : 0);
    if (count == 0 && !more) return;
    Rect row = column.cut_bottom(ui.scale.touch(84), ui.px(18));
    if (more) {
        const Rect place =
            count == 0 ? row : row.cut_right(ui.scale.touch(96), ui.px(13));
        const std::string label = count == 0 ? ui.tr("common.more") : std::string();
        if (ui::big_button(ui, place, {"order.more", label, ui::icon::kMoreHoriz})) {
            panel_ = std::make_unique<OrderMorePanel>();
        }
    }
    int index = 0;
    const auto pressed = [&](const char* id, const char* key, const char* icon) {
        const Rect place = row.column(index++, count, ui.px(13));
        const char* shown = count > 1 ? nullptr : icon;
        return ui::big_button(ui, place, {id, ui.tr(key), shown});
    };
    if (closing && pressed("order.close", "closing.title", ui::icon::kCheckCircle)) {
        panel_ = std::make_unique<ClosingPanel>();
    }
    if (planning && pressed("order.new_batch", "batch_new.title", ui::icon::kAdd)) {
        panel_ = std::make_unique<NewBatchPanel>();
    }
}

void OrderScreen::draw_next_gate(const ui::Ui& ui, Rect& column, const OrderState& order,
                                 float room) {
    const Gate* gate = next_gate(order);
    if (gate == nullptr) return;
    Rect block = column.cut_bottom(room, ui.px(8));
    small_heading(ui, block, ui.tr("order.next_gate"));
    const std::string name = wording(ui, gate->label);
    const Rect place = block.cut_top(block.height() - ui.px(10));
    if (ui::touch(ui, place, "order.next_gate", name).clicked) gate_.emplace(gate->code);
    Rect inside = ui::tile(ui, place);
    ui::draw_icon(ui, inside.cut_left(ui.px(56), ui.px(14)), ui::icon::kLockClock, 44,
                  Token::hold);
    ui::text(ui, inside.cut_top(ui.px(34), ui.px(2)), name, type::kStrong);
    const std::string missing = missing_words(ui, order, gate_status(order, *gate, {}));
    ui::text(ui, inside, ui.tr("gate.waits", {{"what", missing}}), type::kSmall.wrapped().top());
}

void OrderScreen::draw_action(const ui::Ui& ui, Rect column, const View& view,
                              const OrderState& order, Intents& intents) {
    if (draw_signing(ui, column, view, order, intents)) return;
    signing_.forget();
    draw_primary(ui, column, view, order, intents);
    draw_secondary(ui, column, view, order);
    const std::string heading_words =
        view.money_visible
            ? ui.tr("order.terms_of", {{"amount", ui.rupiah(order.order->value.value)}})
            : ui.tr("order.terms");
    small_heading(ui, column, heading_words);
    const auto count = static_cast<float>(order.order->terms.size());
    const float gap = ui.px(14);
    const float least = (ui.px(106) + gap) * count;
    const float next_room = ui::line_height(ui, type::kHeading) + ui.px(12 + 150);
    if (column.height() >= least + next_room) draw_next_gate(ui, column, order, next_room);
    const float high = std::min(ui.px(132), (column.height() - gap * count) / count);
    for (const Term& term : order.order->terms) {
        draw_term(ui, column.cut_top(high, gap), view, order, term);
    }
}

}  // namespace lini
