#include "app/screens/over_panel.h"

#include <array>

#include "app/screens/parts.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

struct Reason {
    const char* code;
    const char* icon;
};
constexpr std::array<Reason, 4> kReasons{{{"client_agreed", ui::icon::kVerified},
                                          {"spare", ui::icon::kInventory2},
                                          {"recount", ui::icon::kRepeat},
                                          {"other", ui::icon::kMoreHoriz}}};
constexpr int kOther = 3;

}  // namespace

OverPanel::OverPanel(std::int64_t quantity, const Refusal& refusal)
    : quantity_(quantity), refusal_(refusal) {}

bool OverPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                     const OpenBatchFacts& facts, Intents& intents) {
    if (!asked_) {
        intents.push_back(BeginSigning{"over_quantity", facts.order->order_no});
        asked_ = true;
    }
    running_ = running_ || view.signing.has_value();
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_reasons(ui, ui::card(ui, left), view);

    const std::string reason =
        chosen_ < 0
            ? std::string()
            : (chosen_ == kOther ? note_ : kReasons.at(static_cast<std::size_t>(chosen_)).code);
    SigningPanel::Ask ask;
    ask.id = "over.confirm";
    ask.label = ui.tr("over.confirm", {{"count", ui.count(quantity_)}});
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = facts.order->order_no;
    ask.action = RecordOutput{view.open_batch, view.step, quantity_, view.open_entry, reason};
    ask.ready = !reason.empty();
    return !signing_.draw(ui, column, view, ask, intents);
}

void OverPanel::draw_reasons(const ui::Ui& ui, Rect room, const View& view) {
    heading(ui, room, view.open_batch.str(), ui.tr("over.title"));
    ui::Args args = args_of(ui, view, refusal_.args);
    args.push_back({"count", ui.count(quantity_)});
    const std::string sentence = ui.tr("over.text", args);
    const ui::TextStyle style = type::kBody.in(ui::Token::ink2).wrapped().top();
    const float height = ui::wrapped_height(ui, sentence, style, room.width());
    ui::text(ui, room.cut_top(height, ui.px(24)), sentence, style);
    if (chosen_ == kOther) {
        const Rect back = room.cut_bottom(ui.scale.touch(84), ui.px(18));
        text_pad(ui, room, PadKind::prose, ui.tr("over.reason"), note_);
        if (ui::big_button(ui, back, {"over.reasons", ui.tr("common.back")})) chosen_ = -1;
        return;
    }
    small_heading(ui, room, ui.tr("over.reason"));
    std::vector<Choice> tiles;
    for (const Reason& reason : kReasons) {
        tiles.push_back({std::string("over.") + reason.code,
                         ui.tr(std::string("over.reason.") + reason.code), reason.icon});
    }
    const int touched = choices(ui, room, tiles, chosen_);
    if (touched >= 0) chosen_ = touched;
}

}  // namespace lini
