#include "app/screens/print_panel.h"

#include "app/screens/label_picture.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::size_t kCountDigitsMax = 3;

std::int64_t full_carton(const OpenBatchFacts& facts) {
    return facts.product != nullptr ? facts.product->units_per_carton : 1;
}

}  // namespace

IssueLabels PrintPanel::wanted(const View& view, const OpenBatchFacts& facts) const {
    IssueLabels action;
    action.batch = view.open_batch;
    action.content_units = part_ ? typed_number(content_) : full_carton(facts);
    action.count = part_ ? 1 : static_cast<int>(typed_number(count_));
    return action;
}

std::string PrintPanel::words(const ui::Ui& ui, const IssueLabels& action) const {
    if (!part_ && action.count == 0) return ui.tr("batch.enter_count");
    if (!part_) return ui.tr("print.confirm", {{"count", ui.count(action.count)}});
    if (action.content_units == 0) return ui.tr("print.enter_content");
    return ui.tr("print.confirm_part", {{"count", ui.count(action.content_units)}});
}

bool PrintPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                      const OpenBatchFacts& facts, Intents& intents) {
    // A run of this batch is finished or cancelled before another one begins.
    if (const RunView* run = run_of(view, view.open_batch)) {
        return run_.draw(ui, content, view, *run, intents);
    }
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_left(ui, ui::card(ui, left), view, facts, intents);
    const IssueLabels action = wanted(view, facts);
    const auto refusal = refusal_in(preview(view, *facts.order, action));
    const ui::Button button{"print.confirm", words(ui, action), nullptr, ui::ButtonKind::primary,
                            !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(PrintLabels{action.batch, action.count, action.content_units});
        intents.push_back(PreviewCarton{});
        return action.count > 1;  // A run is watched where it was begun.
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"print.back", ui.tr("common.back")});
    press.apply(part_ ? content_ : count_, part_ ? kQuantityDigitsMax : kCountDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) {
        intents.push_back(PreviewCarton{});
        return false;
    }
    if (action.content_units != previewed_ && !refusal) {
        previewed_ = action.content_units;
        intents.push_back(PreviewCarton{previewed_});
    }
    small_heading(ui, column, ui.tr(part_ ? "print.content" : "print.count"));
    const std::int64_t number = part_ ? action.content_units : action.count;
    if (refusal && number > 0) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    }
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    part_ && content_.empty() ? std::string() : ui.count(number),
                    part_ ? ui.tr("common.unit") : std::string());
    return true;
}

void PrintPanel::draw_left(const ui::Ui& ui, Rect room, const View& view,
                           const OpenBatchFacts& facts, Intents& intents) {
    heading(ui, room, view.open_batch.str(), ui.tr("print.title"));
    const std::string line = ui.tr("print.next_carton",
                                   {{"carton", ui.count(facts.batch->last_carton_no + 1)}});
    ui::text(ui, room.cut_top(ui.px(40), ui.px(16)), line, type::kBody.in(ui::Token::ink2));
    draw_kinds(ui, room, full_carton(facts), intents);
    label_picture(ui, room, view.preview);
}

void PrintPanel::draw_kinds(const ui::Ui& ui, Rect& room, std::int64_t full, Intents& intents) {
    const Rect row = room.cut_top(ui.scale.touch(104), ui.px(24));
    const auto kind = [&](bool part) {
        return part == part_ ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
    };
    const auto place = [&](int i) { return row.column(i, 3, ui.px(16)); };
    if (full > 1) {
        const std::string label = ui.tr("print.full", {{"count", ui.count(full)}});
        if (ui::big_button(ui, place(0), {"print.full", label, nullptr, kind(false)})) {
            part_ = false;
        }
        if (ui::big_button(ui, place(1), {"print.part", ui.tr("print.part"), nullptr,
                                          kind(true)})) {
            part_ = true;
        }
    }
    const char* icon = ui.scale.narrow() ? nullptr : ui::icon::kReplay;
    const ui::Button again{"print.again", ui.tr("reprint.begin"), icon};
    if (ui::big_button(ui, place(2), again)) {
        intents.push_back(PreviewCarton{});
        intents.push_back(BeginReprint{});
    }
}

}  // namespace lini
