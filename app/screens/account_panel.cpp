#include "app/screens/account_panel.h"

#include <algorithm>
#include <array>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr const char* kSpoiledReason = "damaged";

void line(const ui::Ui& ui, Rect& room, float height, std::string_view what, std::int64_t count,
          bool strong = false) {
    const Rect row = ui::list_row(ui, room.cut_top(height));
    const ui::TextStyle style = strong ? type::kStrong : type::kBody;
    ui::text(ui, row, what, strong ? style : style.in(ui::Token::ink2));
    ui::text(ui, row, ui.count(count), style.right());
}

std::int64_t carton_of(const OrderState& order, const Serial& serial) {
    const auto label = order.labels.find(serial);
    return label == order.labels.end() ? 0 : label->second.label.carton_no;
}

std::string carton_words(const ui::Ui& ui, const OrderState& order, const Serial& serial) {
    return ui.tr("account.carton", {{"carton", ui.count(carton_of(order, serial))},
                                    {"serial", serial.str()}});
}

}  // namespace

bool AccountPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                        const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    Rect column = action_column(ui, left);
    Rect room = ui::card(ui, left);
    heading(ui, room, view.open_batch.str(), ui.tr("account.title"));
    if (!view.label_account) {
        ui::text(ui, room.cut_top(ui.px(48)), ui.tr("account.reading"), type::kBody);
        return !secondary(ui, column, "account.back", ui.tr("common.back"),
                          ui::icon::kArrowBack);
    }
    const LabelAccount& account = *view.label_account;
    if (ask_ == Ask::spoil) {
        draw_spoil(ui, room, column, view, facts, account, intents);
        return true;
    }
    draw_figures(ui, room, account);
    if (ask_ == Ask::give_back) {
        draw_give_back(ui, column, view, facts, account, intents);
        return true;
    }
    return draw_actions(ui, column, view, facts, account, intents);
}

void AccountPanel::draw_figures(const ui::Ui& ui, Rect room, const LabelAccount& account) const {
    const std::string issued = ui.tr("account.issued", {{"count", ui.count(account.issued)},
                                                        {"copies", ui.count(account.reprints)}});
    ui::text(ui, room.cut_top(ui.px(44), ui.px(12)), issued, type::kBody.in(ui::Token::ink2));
    constexpr int kLines = 10;
    const float height = std::min(ui.px(60), room.height() / kLines);
    line(ui, room, height, ui.tr("account.sent"), account.sent);
    line(ui, room, height, ui.tr("account.confirmed"), account.confirmed);
    line(ui, room, height, ui.tr("account.printed"), account.printed(), true);
    const std::array<std::pair<const char*, std::int64_t>, 3> went{
        {{"account.used", account.used},
         {"account.spoiled", account.spoiled},
         {"account.returned", account.returned}}};
    for (const auto& [key, count] : went) line(ui, room, height, ui.tr(key), count);
    line(ui, room, height, ui.tr("account.open"), account.open(), true);
    const std::array<std::pair<const char*, std::int64_t>, 3> apart{
        {{"account.uncertain", account.uncertain},
         {"account.waiting", account.waiting},
         {"account.cancelled", account.cancelled}}};
    for (const auto& [key, count] : apart) line(ui, room, height, ui.tr(key), count);
}

bool AccountPanel::draw_actions(const ui::Ui& ui, Rect column, const View& view,
                                const OpenBatchFacts& facts, const LabelAccount& account,
                                Intents& intents) {
    static_cast<void>(facts);
    static_cast<void>(intents);
    const auto open = static_cast<std::int64_t>(account.open_serials.size());
    const ui::Button button{"account.give_back",
                            ui.tr("account.give_back", {{"count", ui.count(open)}}), nullptr,
                            ui::ButtonKind::primary, open > 0 && view.session.has_value()};
    if (primary(ui, column, view, button)) ask_ = Ask::give_back;
    if (open > 0 && secondary(ui, column, "account.spoil", ui.tr("account.spoil"),
                              ui::icon::kBrokenImage)) {
        ask_ = Ask::spoil;
        spoiled_.reset();
    }
    const bool back = secondary(ui, column, "account.back", ui.tr("common.back"),
                                ui::icon::kArrowBack);
    small_heading(ui, column, ui.tr("account.printed"));
    ui::number(ui, column.cut_top(ui.px(110), ui.px(8)), ui.count(account.printed()),
               ui.tr("run.labels"));
    const bool balances = account.balances();
    const std::string words =
        balances ? ui.tr("account.balanced")
                 : ui.tr("account.unbalanced",
                         {{"count", ui.count(account.open() + account.uncertain +
                                             account.waiting)}});
    ui::tag(ui, column.cut_top(ui.px(56), ui.px(16)),
            {balances ? ui::State::good : ui::State::hold, words,
             balances ? ui::icon::kCheck : ui::icon::kWarning});
    return !back;
}

void AccountPanel::draw_give_back(const ui::Ui& ui, Rect column, const View& view,
                                  const OpenBatchFacts& facts, const LabelAccount& account,
                                  Intents& intents) {
    const ui::Args count{{"count", ui.count(static_cast<std::int64_t>(
                                       account.open_serials.size()))}};
    const VoidLabels wanted{account.open_serials, std::string(kVoidReturned)};
    const auto refusal = refusal_in(preview(view, *facts.order, wanted));
    const ui::Button button{"account.give_back_confirm",
                            ui.tr("account.give_back_confirm", count), nullptr,
                            ui::ButtonKind::primary, !refusal && !account.open_serials.empty()};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, wanted});
        ask_ = Ask::nothing;
    }
    if (secondary(ui, column, "account.keep", ui.tr("common.back"), ui::icon::kArrowBack)) {
        ask_ = Ask::nothing;
    }
    if (refusal) notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    empty_room(ui, column, {ui::icon::kUndo, ui.tr("account.give_back_title", count),
                            ui.tr("account.give_back_text")});
}

void AccountPanel::draw_spoil(const ui::Ui& ui, Rect room, Rect column, const View& view,
                              const OpenBatchFacts& facts, const LabelAccount& account,
                              Intents& intents) {
    const auto& open = account.open_serials;
    if (spoiled_ && std::find(open.begin(), open.end(), *spoiled_) == open.end()) spoiled_.reset();
    const float high = std::max(ui.px(78), ui.scale.mm(ui::kTouchMinMm));
    const ui::PageRows rows =
        ui::page_rows(ui, room, "account.list", page_, static_cast<int>(open.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const Serial& serial = open[static_cast<std::size_t>(i)];
        const std::string words = carton_words(ui, *facts.order, serial);
        ui::Row row;
        row.selected = spoiled_ == serial;
        const ui::RowTouch touch = ui::list_row(
            ui, room.cut_top(high), "account.label." + std::to_string(i), words, row);
        if (touch.clicked) spoiled_ = serial;
        ui::text(ui, touch.room, words, type::kBody.whole());
    }
    const VoidLabel wanted{spoiled_.value_or(Serial()), kSpoiledReason};
    const auto refusal = spoiled_ ? refusal_in(preview(view, *facts.order, wanted))
                                  : std::optional<Refusal>();
    const std::string words =
        spoiled_ ? ui.tr("account.spoil_confirm",
                         {{"carton", ui.count(carton_of(*facts.order, *spoiled_))}})
                 : ui.tr("account.spoil_choose");
    if (primary(ui, column, view, {"account.spoil_confirm", words, nullptr,
                                   ui::ButtonKind::primary, spoiled_ && !refusal})) {
        intents.push_back(Submit{facts.order->order_no, wanted});
        ask_ = Ask::nothing;
    }
    if (secondary(ui, column, "account.spoil_back", ui.tr("common.back"),
                  ui::icon::kArrowBack)) {
        ask_ = Ask::nothing;
    }
    if (refusal) notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    empty_room(ui, column, {ui::icon::kBrokenImage, ui.tr("account.spoil"),
                            ui.tr("account.spoil_text")});
}

}  // namespace lini
