#include "app/screens/over_panel.h"

#include <array>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"client_agreed", ui::icon::kVerified},
                                          {"spare", ui::icon::kInventory2},
                                          {"recount", ui::icon::kRepeat},
                                          {"other", ui::icon::kMoreHoriz}}};

}  // namespace

OverPanel::OverPanel(std::int64_t quantity, const Refusal& refusal)
    : quantity_(quantity), refusal_(refusal), reason_("over", kReasons) {}

OverPanel::OverPanel(const Refusal& refusal) : OverPanel(0, refusal) {
    for (const auto& [name, value] : refusal.args) {
        if (name == "serial") serial_ = Serial(std::get<std::string>(value));
    }
}

std::int64_t OverPanel::units(const OpenBatchFacts& facts) const {
    const auto label = facts.order->labels.find(serial_);
    return label == facts.order->labels.end() ? quantity_ : label->second.label.content_units;
}

Action OverPanel::wanted(const View& view) const {
    if (!serial_.empty()) {
        return CountCarton{serial_, view.open_batch, view.step, reason_.reason()};
    }
    return RecordOutput{view.open_batch, view.step, quantity_, view.open_entry, reason_.reason()};
}

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
    draw_reasons(ui, ui::card(ui, left), view, facts);
    SigningPanel::Ask ask;
    ask.id = "over.confirm";
    ask.label = ui.tr("over.confirm", {{"count", ui.count(units(facts))}});
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = facts.order->order_no;
    ask.action = wanted(view);
    ask.ready = !reason_.reason().empty();
    return !signing_.draw(ui, column, view, ask, intents);
}

void OverPanel::draw_reasons(const ui::Ui& ui, Rect room, const View& view,
                             const OpenBatchFacts& facts) {
    const auto label = facts.order->labels.find(serial_);
    std::string above = view.open_batch.str();
    if (label != facts.order->labels.end()) {
        const ui::Args carton{{"carton", ui.count(label->second.label.carton_no)}};
        above += " · " + ui.tr("devices.job", carton);
    }
    heading(ui, room, above, ui.tr("over.title"));
    ui::Args args = args_of(ui, view, refusal_.args);
    args.push_back({"count", ui.count(units(facts))});
    const std::string sentence = ui.tr("over.text", args);
    const ui::TextStyle style = type::kBody.in(ui::Token::ink2).wrapped().top();
    const float height = ui::wrapped_height(ui, sentence, style, room.width());
    ui::text(ui, room.cut_top(height, ui.px(24)), sentence, style);
    if (reason_.writing()) {
        const Rect back = room.cut_bottom(ui.scale.touch(84), ui.px(18));
        reason_.draw(ui, room, ui.tr("over.reason"));
        if (ui::big_button(ui, back, {"over.reasons", ui.tr("common.back")})) reason_.clear();
        return;
    }
    small_heading(ui, room, ui.tr("over.reason"));
    reason_.draw(ui, room, {});
}

}  // namespace lini
