#include "app/screens/batch_screen.h"

#include <array>

#include "app/screens/batch_overview.h"
#include "app/screens/more_panel.h"
#include "app/screens/over_panel.h"
#include "app/screens/parts.h"
#include "app/screens/print_panel.h"
#include "app/screens/reject_screen.h"
#include "app/screens/reverse_panel.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

bool counts_cartons(const View& view, const OpenBatchFacts& facts) {
    return facts.batch->count_mode == CountMode::carton &&
           facts.order->order->playbook.counting_step == view.step;
}

/// For the carton that the refusal names.
std::unique_ptr<OverPanel> over_carton_panel(const View& view, const Refusal& refusal) {
    CountCarton count{{}, view.open_batch, view.step, {}};
    for (const auto& [name, value] : refusal.args) {
        if (name == "serial") count.serial = Serial(std::get<std::string>(value));
    }
    return std::make_unique<OverPanel>(count);
}

bool waits_for_gate(const std::optional<Refusal>& refusal) {
    return refusal && refusal->remedy == Remedy::see_gate;
}

bool needs_reason(const std::optional<Refusal>& refusal) {
    return refusal && refusal->remedy == Remedy::choose_reason;
}

}  // namespace

void BatchScreen::forget() {
    mode_ = Mode::good;
    typed_.clear();
    panel_.reset();
    reprint_.forget();
}

void BatchScreen::draw(const ui::Ui& ui, const Rect& content, const View& view, Intents& intents) {
    const auto facts = open_batch_facts(view);
    if (!facts) {
        panel_.reset();
        ui::Rect left = content;
        Rect column = action_column(ui, left);
        empty_card(ui, left, {ui::icon::kInventory2, ui.tr("batch.none_title"),
                              ui.tr("batch.none_text")});
        if (primary(ui, column, view, {"batch.go_scan", ui.tr("scan.title")})) {
            intents.push_back(Navigate{Room::scan});
        }
        return;
    }
    if (view.reprint) {
        panel_.reset();
        return reprint_.draw(ui, content, view, view.open_batch, intents);
    }
    if (view.over_carton && !panel_) panel_ = over_carton_panel(view, *view.over_carton);
    if (panel_) {
        if (!panel_->draw(ui, content, view, *facts, intents)) panel_.reset();
        return;
    }
    ui::Rect left = content;
    const Rect column = action_column(ui, left);
    const OverviewTouch touch = draw_batch_overview(ui, left, view, *facts);
    draw_action(ui, column, view, *facts, intents);
    if (!view.session) return;
    if (touch.reverse) panel_ = std::make_unique<ReversePanel>(*touch.reverse);
    if (touch.print) panel_ = std::make_unique<PrintPanel>();
    if (touch.more) panel_ = std::make_unique<MorePanel>();
}

void BatchScreen::draw_action(const ui::Ui& ui, Rect column, const View& view,
                              const OpenBatchFacts& facts, Intents& intents) {
    if (!view.session) {
        login_room(ui, column);
        return;
    }
    if (facts.batch->closed) {
        empty_room(ui, column, {ui::icon::kLock, ui.tr("batch.closed_title"),
                                ui.tr("batch.closed_text")});
        return;
    }
    if (!facts.batch->started) {
        draw_start(ui, column, view, facts, intents);
        return;
    }
    const std::int64_t quantity = typed_number(typed_);
    const bool cartons = mode_ == Mode::good && counts_cartons(view, facts);
    const auto refusal = quantity > 0
                             ? refusal_in(preview(view, *facts.order, wanted(view)))
                             : std::optional<Refusal>();
    if (!cartons) {
        const bool may_go = !refusal || needs_supervisor(refusal) || needs_reason(refusal) ||
                            waits_for_gate(refusal);
        const ui::Button button{"batch.record", primary_label(ui, refusal), nullptr,
                                ui::ButtonKind::primary, quantity > 0 && may_go};
        if (primary(ui, column, view, button)) press_primary(view, facts, refusal, intents);
        draw_keys(ui, column, view, facts, refusal);
        return;
    }
    draw_modes(ui, column);
    draw_cartons(ui, column, facts);
}

Action BatchScreen::wanted(const View& view) const {
    const std::int64_t quantity = typed_number(typed_);
    switch (mode_) {
        case Mode::good:
            return RecordOutput{view.open_batch, view.step, quantity, view.open_entry, {}};
        case Mode::reject:
            return RecordReject{view.open_batch, view.step, quantity, {}, {}, view.open_entry};
        case Mode::rework: break;
    }
    return OpenRework{view.open_batch, view.step, quantity, view.open_entry};
}

std::string BatchScreen::primary_label(const ui::Ui& ui,
                                       const std::optional<Refusal>& refusal) const {
    const std::int64_t quantity = typed_number(typed_);
    if (quantity == 0) return ui.tr("batch.enter_count");
    if (needs_supervisor(refusal)) return ui.tr("remedy.ask_supervisor");
    if (waits_for_gate(refusal)) return ui.tr("remedy.see_gate");
    const ui::Args args{{"count", ui.count(quantity)}};
    switch (mode_) {
        case Mode::good: return ui.tr("batch.record_good", args);
        case Mode::reject: return ui.tr("batch.choose_reason");
        case Mode::rework: break;
    }
    return ui.tr("batch.record_rework", args);
}

void BatchScreen::press_primary(const View& view, const OpenBatchFacts& facts,
                                const std::optional<Refusal>& refusal, Intents& intents) {
    const std::int64_t quantity = typed_number(typed_);
    if (waits_for_gate(refusal)) {
        intents.push_back(Navigate{Room::order, facts.order->order_no, true});
    } else if (mode_ == Mode::reject) {
        panel_ = std::make_unique<RejectScreen>(quantity);
    } else if (needs_supervisor(refusal)) {
        const RecordOutput output{view.open_batch, view.step, quantity, view.open_entry, {}};
        panel_ = std::make_unique<OverPanel>(output);
    } else {
        intents.push_back(Submit{facts.order->order_no, wanted(view)});
    }
    typed_.clear();
    mode_ = Mode::good;
}

void BatchScreen::draw_modes(const ui::Ui& ui, Rect& column) {
    const Rect row = column.cut_top(ui.scale.touch(84), ui.px(16));
    const std::array<std::pair<const char*, const char*>, 3> modes{
        {{"batch.mode.good", "batch.mode.good"},
         {"batch.mode.reject", "batch.mode.reject"},
         {"batch.mode.rework", "batch.mode.rework"}}};
    for (int i = 0; i < 3; ++i) {
        const auto& [id, key] = modes.at(static_cast<std::size_t>(i));
        const auto kind = static_cast<int>(mode_) == i ? ui::ButtonKind::chosen
                                                       : ui::ButtonKind::secondary;
        if (ui::big_button(ui, row.column(i, 3, ui.px(13)), {id, ui.tr(key), nullptr, kind})) {
            mode_ = static_cast<Mode>(i);
        }
    }
}

void BatchScreen::draw_keys(const ui::Ui& ui, Rect& column, const View& view,
                            const OpenBatchFacts& facts, const std::optional<Refusal>& refusal) {
    const Rect keys = ui::cut_keypad(ui, column);
    const std::int64_t carton = facts.product != nullptr ? facts.product->units_per_carton : 0;
    const bool by_carton = mode_ == Mode::good && carton > 1 && !facts.batch->plan.bulk;
    const ui::CornerKey corner =
        by_carton ? ui::CornerKey{"key.carton", ui.tr("batch.plus_carton")} : ui::CornerKey{};
    const ui::KeyPress press = ui::keypad(ui, keys, corner);
    press.apply(typed_, kQuantityDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) {
        const std::string sum = std::to_string(typed_number(typed_) + carton);
        if (sum.size() <= kQuantityDigitsMax) typed_ = sum;
    }
    draw_modes(ui, column);
    const std::int64_t quantity = typed_number(typed_);
    const bool told = refusal && !needs_reason(refusal);
    Rect row = column;
    if (told) {
        // The sentence stands beside the number that it is about; the keys stay where they are.
        const bool low = row.height() < ui.px(90);
        const Rect words = row.cut_left(row.width() * (low ? 0.62F : 0.52F), ui.px(12));
        const char* short_key = needs_supervisor(refusal) ? "over.short"
                                : waits_for_gate(refusal) ? "gate.short"
                                                          : nullptr;
        const std::string sentence =
            short_key != nullptr ? ui.tr(short_key, args_of(ui, view, refusal->args))
                                 : refusal_text(ui, view, *refusal);
        ui::text(ui, words, sentence,
                 type::kSmall.sized(low ? 20 : 22).in(ui::Token::hold).medium().wrapped());
    }
    const std::string unit = facts.step != nullptr ? facts.step->unit : ui.tr("common.unit");
    ui::value_field(ui, row, typed_.empty() ? std::string() : ui.count(quantity), told ? "" : unit);
}

void BatchScreen::draw_cartons(const ui::Ui& ui, const Rect& room, const OpenBatchFacts& facts) {
    const std::string text =
        facts.product != nullptr
            ? ui.tr("batch.carton_text", {{"count", ui.count(facts.product->units_per_carton)}})
            : ui.tr("batch.carton_text_unknown");
    empty_room(ui, room, {ui::icon::kQrCodeScanner, ui.tr("batch.carton_title"), text});
}

void BatchScreen::draw_start(const ui::Ui& ui, Rect column, const View& view,
                             const OpenBatchFacts& facts, Intents& intents) {
    const bool bulk = facts.batch->plan.bulk;  // Which has no cartons.
    const StartBatch action{view.open_batch, bulk ? CountMode::keypad : start_mode_};
    const auto refusal = refusal_in(preview(view, *facts.order, action));
    const bool carton = action.count_mode == CountMode::carton;
    const ui::Button button{"batch.start",
                            ui.tr(carton ? "batch.start_carton" : "batch.start_keypad"), nullptr,
                            ui::ButtonKind::primary, !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, action});
    }
    if (refusal && refusal->remedy == Remedy::see_gate &&
        secondary(ui, column, "batch.gates", ui.tr("remedy.see_gate"), ui::icon::kLock)) {
        intents.push_back(Navigate{Room::order, facts.order->order_no, true});
    }
    if (refusal) notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    const std::array<Choice, 2> ways{
        {{"batch.by_keypad", ui.tr("batch.by_keypad"), ui::icon::kDialpad},
         {"batch.by_carton", ui.tr("batch.by_carton"), ui::icon::kQrCodeScanner}}};
    ui::text(ui, column.cut_top(ui.px(56), ui.px(8)), ui.tr("batch.not_started_title"),
             type::kSubtitle);
    if (bulk) return;
    const std::string words = ui.tr("batch.not_started_text");
    const ui::TextStyle style = type::kBody.in(ui::Token::ink2).wrapped().top();
    const float height = ui::wrapped_height(ui, words, style, column.width());
    ui::text(ui, column.cut_top(height, ui.px(24)), words, style);
    const int touched = choices(ui, column, ways, carton ? 1 : 0, 1);
    if (touched >= 0) start_mode_ = touched == 1 ? CountMode::carton : CountMode::keypad;
}

}  // namespace lini
