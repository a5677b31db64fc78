#include "app/screens/print_panel.h"

#include "app/screens/label_picture.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::size_t kDigitsMax = 3;

}  // namespace

bool PrintPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                      const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    Rect column = action_column(ui, left);
    Rect room = ui::card(ui, left);
    heading(ui, room, view.open_batch.str(), ui.tr("print.title"));
    std::string line = ui.tr("print.next_carton",
                             {{"carton", ui.count(facts.batch->last_carton_no + 1)}});
    if (facts.product != nullptr) {
        line +=
            " · " + ui.tr("print.units", {{"count", ui.count(facts.product->units_per_carton)}});
    }
    ui::text(ui, room.cut_top(ui.px(40), ui.px(16)), line, type::kBody.in(ui::Token::ink2));
    label_picture(ui, room, view.preview);

    const auto count = static_cast<int>(typed_number(typed_));
    IssueLabels action;
    action.batch = view.open_batch;
    action.content_units = facts.product != nullptr ? facts.product->units_per_carton : 0;
    action.count = count;
    const auto refusal = refusal_in(preview(view, *facts.order, action));
    const ui::Button button{"print.confirm",
                            ui.tr("print.confirm", {{"count", ui.count(count)}}), nullptr,
                            ui::ButtonKind::primary, !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(PrintLabels{view.open_batch, count});
        return false;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"print.back", ui.tr("common.back")});
    press.apply(typed_, kDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    small_heading(ui, column, ui.tr("print.count"));
    if (refusal && count > 0) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    }
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))), ui.count(count),
                    {});
    return true;
}

}  // namespace lini
