#include "app/screens/reason_choice.h"

#include <vector>

#include "app/screens/parts.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"

namespace lini {

bool ReasonChoice::writing() const {
    return chosen_ >= 0 && reasons_[static_cast<std::size_t>(chosen_)].code == kOtherReason;
}

std::string ReasonChoice::reason() const {
    if (chosen_ < 0) return {};
    return writing() ? note_ : reasons_[static_cast<std::size_t>(chosen_)].code;
}

void ReasonChoice::clear() {
    chosen_ = -1;
    note_.clear();
}

void ReasonChoice::draw(const ui::Ui& ui, const ui::Rect& rect, std::string_view hint) {
    if (writing()) {
        text_pad(ui, rect, PadKind::prose, hint, note_);
        return;
    }
    const std::string name(name_);
    std::vector<Choice> tiles;
    for (const Reason& reason : reasons_) {
        tiles.push_back({name + "." + reason.code, ui.tr(name + ".reason." + reason.code),
                         reason.icon});
    }
    const int touched = choices(ui, rect, tiles, chosen_);
    if (touched >= 0) chosen_ = touched;
}

void ReasonChoice::draw_with_way_back(const ui::Ui& ui, ui::Rect room, std::string_view hint) {
    if (!writing()) return draw(ui, room, hint);
    const ui::Rect back = room.cut_bottom(ui.scale.touch(84), ui.px(18));
    draw(ui, room, hint);
    const std::string id = std::string(name_) + ".reasons";
    if (ui::big_button(ui, back, {id, ui.tr("common.back")})) clear();
}

void reason_notice(const ui::Ui& ui, ui::Rect& column, const View& view, const Refusal& refusal,
                   bool chosen) {
    const bool choosing = refusal.remedy == Remedy::choose_reason;
    notice(ui, column, choosing ? ui::State::info : ui::State::hold,
           choosing && !chosen ? ui.tr("reject.missing") : refusal_text(ui, view, refusal));
}

}  // namespace lini
