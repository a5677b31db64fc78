#include "app/screens/reject_screen.h"

#include "app/domain/progress.h"
#include "app/screens/figures.h"
#include "app/screens/parts.h"
#include "app/screens/reason_icons.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::string_view kOther = "other";

}  // namespace

bool RejectScreen::draw(const ui::Ui& ui, const Rect& content, const View& view,
                        const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    const Rect column = action_column(ui, left);
    draw_reasons(ui, ui::card(ui, left), view, facts);
    return draw_action(ui, column, view, facts, intents);
}

void RejectScreen::draw_reasons(const ui::Ui& ui, Rect room, const View& view,
                                const OpenBatchFacts& facts) {
    const std::string context =
        ui.tr("reject.context", {{"batch", view.open_batch.str()},
                                 {"step", step_name(ui, *facts.order, view.step)}});
    heading(ui, room, context, ui.tr("reject.title", {{"count", ui.count(quantity_)}}));
    const auto& reasons = facts.order->order->playbook.reject_reasons;
    std::vector<Choice> tiles;
    int chosen = -1;
    for (const RejectReason& reason : reasons) {
        if (reason.code == reason_) chosen = static_cast<int>(tiles.size());
        tiles.push_back({"reject." + reason.code, wording(ui, reason.label),
                         reason_icon(reason.icon)});
    }
    if (reason_ == kOther) {
        // The tiles make room for the keyboard; "Kembali" brings them back.
        text_pad(ui, room, PadKind::prose, ui.tr("reject.note_hint"), note_);
        return;
    }
    const int touched = choices(ui, room, tiles, chosen);
    if (touched >= 0) reason_ = reasons[static_cast<std::size_t>(touched)].code;
}

bool RejectScreen::draw_action(const ui::Ui& ui, Rect column, const View& view,
                               const OpenBatchFacts& facts, Intents& intents) {
    const RecordReject action{view.open_batch, view.step, quantity_, reason_, note_,
                              view.open_entry};
    const auto refusal = refusal_in(preview(view, *facts.order, action));
    const ui::Button button{"reject.record",
                            ui.tr("batch.record_reject", {{"count", ui.count(quantity_)}}), nullptr,
                            ui::ButtonKind::primary, !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, action});
        return false;
    }
    if (secondary(ui, column, "reject.back", ui.tr("common.back"))) {
        if (reason_ != kOther) return false;
        reason_.clear();
        note_.clear();
    }
    if (refusal) {
        const bool choosing = refusal->remedy == Remedy::choose_reason;
        notice(ui, column, choosing ? ui::State::info : ui::State::hold,
               choosing && reason_.empty() ? ui.tr("reject.missing")
                                           : refusal_text(ui, view, *refusal));
    }
    small_heading(ui, column, ui.tr("batch.mode.reject"));
    ui::number(ui, column.cut_top(ui.px(110), ui.px(12)), ui.count(quantity_), {});
    const std::int64_t reject = facts.counts.reject + quantity_;
    const std::int64_t total = judged_units(facts.counts) + quantity_;
    ui::text(ui, column,
             ui.tr("reject.becomes", {{"reject", ui.count(reject)},
                                      {"total", ui.count(total)},
                                      {"percent", ui.percent(share_basis_points(reject, total))}}),
             type::kBody.in(ui::Token::ink2).wrapped().top());
    return true;
}

}  // namespace lini
