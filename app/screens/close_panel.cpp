#include "app/screens/close_panel.h"

#include <array>
#include <utility>

#include "app/domain/progress.h"
#include "app/screens/parts.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

/// The counted step whose good units came here; nothing where the first one counts.
const Step* step_before(const OrderState& order, const StepCode& step) {
    const Step* before = nullptr;
    for (const Step& each : order.order->playbook.steps) {
        if (each.code == step) return before;
        if (each.counted) before = &each;
    }
    return nullptr;
}

void line(const ui::Ui& ui, Rect& room, float height, std::string_view what, std::int64_t count,
          bool strong) {
    const Rect row = ui::list_row(ui, room.cut_top(height));
    const ui::TextStyle style = strong ? type::kStrong : type::kBody;
    ui::text(ui, row, what, strong ? style : style.in(ui::Token::ink2));
    ui::text(ui, row, ui.count(count), style.right());
}

/// What the rule makes of the batch without an explanation: it names the difference.
std::int64_t unexplained_units(const View& view, const OpenBatchFacts& facts) {
    const auto refusal = refusal_in(preview(view, *facts.order, CloseBatch{view.open_batch, {}}));
    if (!refusal) return 0;
    for (const auto& [name, value] : refusal->args) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (name == "unexplained" && number != nullptr) return *number;
    }
    return 0;
}

std::string difference_words(const ui::Ui& ui, std::int64_t unexplained) {
    if (unexplained > 0) return ui.tr("close.missing", {{"count", ui.count(unexplained)}});
    if (unexplained < 0) return ui.tr("close.surplus", {{"count", ui.count(-unexplained)}});
    return ui.tr("close.balanced");
}

}  // namespace

bool ClosePanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                      const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    Rect column = action_column(ui, left);
    Rect room = ui::card(ui, left);
    heading(ui, room, view.open_batch.str(), ui.tr("close.title"));
    const std::int64_t unexplained = unexplained_units(view, facts);
    if (writing_) {
        text_pad(ui, room, PadKind::prose, ui.tr("close.explain_hint"), explanation_);
    } else {
        draw_balance(ui, room, view, facts);
    }
    const CloseBatch wanted{view.open_batch, explanation_};
    const auto refusal = refusal_in(preview(view, *facts.order, wanted));
    const ui::Button button{"close.confirm", ui.tr("close.confirm"), nullptr,
                            ui::ButtonKind::primary, !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, wanted});
        return false;
    }
    if (secondary(ui, column, "close.back", ui.tr("common.back"))) {
        if (!writing_) return false;
        writing_ = false;
    }
    if (unexplained != 0 && !writing_ &&
        secondary(ui, column, "close.explain", ui.tr("close.write"), ui::icon::kEdit)) {
        writing_ = true;
    }
    if (refusal) {
        notice(ui, column, unexplained != 0 ? ui::State::hold : ui::State::bad,
               refusal_text(ui, view, *refusal));
    }
    small_heading(ui, column, ui.tr("close.accounted"));
    ui::number(ui, column.cut_top(ui.px(110), ui.px(8)), ui.count(facts.counts.accounted()),
               facts.step != nullptr ? facts.step->unit : ui.tr("common.unit"));
    const ui::State state = unexplained == 0 ? ui::State::good : ui::State::hold;
    ui::tag(ui, column.cut_top(ui.px(56), ui.px(16)),
            {state, difference_words(ui, unexplained),
             unexplained == 0 ? ui::icon::kCheck : ui::icon::kWarning});
    if (!explanation_.empty() && !writing_) {
        small_heading(ui, column, ui.tr("close.explained"));
        ui::text(ui, column, explanation_, type::kBody.wrapped().top());
    }
    return true;
}

void ClosePanel::draw_balance(const ui::Ui& ui, Rect room, const View& view,
                              const OpenBatchFacts& facts) const {
    const OrderState& order = *facts.order;
    const StepCode& step = closing_step(order, *facts.batch);
    const StepCounts counts = step_counts(*facts.batch, step);
    ui::text(ui, room.cut_top(ui.px(44), ui.px(12)), ui.tr("close.text"),
             type::kBody.in(ui::Token::ink2));
    static_cast<void>(view);
    const float height = std::min(ui.px(68), room.height() / 8);
    if (const auto received = received_at(order, *facts.batch, step)) {
        const Step* before = step_before(order, step);
        const std::string from = before == nullptr ? std::string() : wording(ui, before->label);
        line(ui, room, height, ui.tr("close.received", {{"step", from}}), *received, true);
    } else {
        line(ui, room, height, ui.tr("close.received_plan"), facts.batch->plan.planned, true);
    }
    const std::array<std::pair<const char*, std::int64_t>, 6> lines{
        {{"term.good", counts.good},
         {"term.reject", counts.reject},
         {"term.scrap", counts.scrap},
         {"close.rework_open", counts.rework_open},
         {"term.sample", counts.samples},
         {"term.lost", counts.lost}}};
    for (const auto& [key, count] : lines) line(ui, room, height, ui.tr(key), count, false);
    line(ui, room, height, ui.tr("close.accounted"), counts.accounted(), true);
}

}  // namespace lini
