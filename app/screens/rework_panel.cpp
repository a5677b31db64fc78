#include "app/screens/rework_panel.h"

#include <array>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {

using ui::Rect;
namespace type = ui::type;

namespace {

std::string label(const ui::Ui& ui, const CloseRework& wanted, bool over) {
    if (wanted.good + wanted.scrap == 0) return ui.tr("batch.enter_count");
    if (over) return ui.tr("remedy.ask_supervisor");
    return ui.tr("more.record_rework",
                 {{"good", ui.count(wanted.good)}, {"scrap", ui.count(wanted.scrap)}});
}

}  // namespace

bool ReworkPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                       const OpenBatchFacts& facts, Intents& intents) {
    if (over_) return over_->draw(ui, content, view, facts, intents);
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_fields(ui, ui::card(ui, left), view, facts);

    const CloseRework wanted{view.open_batch, view.step, typed_number(good_), typed_number(scrap_),
                             {}};
    const bool typed = wanted.good + wanted.scrap > 0;
    const auto refusal = refusal_in(preview(view, *facts.order, wanted));
    const bool over = needs_supervisor(refusal);
    const ui::Button button{"rework.close", label(ui, wanted, over), nullptr,
                            ui::ButtonKind::primary, typed && (!refusal || over)};
    if (primary(ui, column, view, button)) {
        if (!over) {
            intents.push_back(Submit{facts.order->order_no, wanted});
            return false;
        }
        over_ = std::make_unique<OverPanel>(wanted);
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"rework.back", ui.tr("common.back")});
    std::string& field = types_scrap_ ? scrap_ : good_;
    press.apply(field, kQuantityDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    if (typed && refusal) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    }
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    field.empty() ? std::string() : ui.count(typed_number(field)),
                    types_scrap_ ? ui.tr("term.scrap") : ui.tr("term.good"));
    return true;
}

void ReworkPanel::draw_fields(const ui::Ui& ui, Rect room, const View& view,
                              const OpenBatchFacts& facts) {
    heading(ui, room, view.open_batch.str(), ui.tr("more.rework"));
    ui::text(ui, room.cut_top(ui.px(44), ui.px(16)),
             ui.tr("more.rework_open", {{"count", ui.count(facts.counts.rework_open)}}),
             type::kBody.in(ui::Token::ink2));
    const std::array<Choice, 2> fields{{
        {"rework.good", ui.tr("more.rework_good") + ": " + ui.count(typed_number(good_)),
         ui::icon::kCheck},
        {"rework.scrap", ui.tr("more.rework_scrap") + ": " + ui.count(typed_number(scrap_)),
         ui::icon::kDelete},
    }};
    const int touched = choices(ui, room, fields, types_scrap_ ? 1 : 0);
    if (touched >= 0) types_scrap_ = touched == 1;
}

}  // namespace lini
