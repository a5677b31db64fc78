#include "app/screens/over_panel.h"

#include <array>
#include <utility>

#include "app/domain/progress.h"
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

OverPanel::OverPanel(Counted counted)
    : counted_(std::move(counted)), reason_("over", kReasons) {}

const LabelState* OverPanel::carton(const OpenBatchFacts& facts) const {
    const auto* count = std::get_if<CountCarton>(&counted_);
    if (count == nullptr) return nullptr;
    const auto label = facts.order->labels.find(count->serial);
    return label == facts.order->labels.end() ? nullptr : &label->second;
}

std::int64_t OverPanel::units(const OpenBatchFacts& facts) const {
    if (const auto* output = std::get_if<RecordOutput>(&counted_)) return output->quantity;
    if (const auto* rework = std::get_if<CloseRework>(&counted_)) return rework->good;
    const LabelState* label = carton(facts);
    return label == nullptr ? 0 : label->label.content_units;
}

OverPanel::Standing OverPanel::standing(const View& view, const OpenBatchFacts& facts) const {
    const auto refusal = refusal_in(preview(view, *facts.order, wanted()));
    if (refusal && refusal->key == "over_ordered") return {refusal->args, std::nullopt};
    return {{{"ordered", ordered_quantity(*facts.order)},
             {"would_be", made_good(*facts.order) + units(facts)}},
            refusal};
}

Action OverPanel::wanted() const {
    return std::visit(
        [this](auto counted) -> Action {
            counted.over_reason = reason_.reason();
            return counted;
        },
        counted_);
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
    const Standing now = standing(view, facts);
    draw_reasons(ui, ui::card(ui, left), view, facts, now);
    SigningPanel::Ask ask;
    ask.id = "over.confirm";
    ask.label = ui.tr("over.confirm", {{"count", ui.count(units(facts))}});
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = facts.order->order_no;
    ask.action = wanted();
    ask.ready = !reason_.reason().empty() && !now.other;
    return !signing_.draw(ui, column, view, ask, intents);
}

void OverPanel::draw_reasons(const ui::Ui& ui, Rect room, const View& view,
                             const OpenBatchFacts& facts, const Standing& now) {
    std::string above = view.open_batch.str();
    if (const LabelState* label = carton(facts)) {
        const ui::Args args{{"carton", ui.count(label->label.carton_no)}};
        above += " · " + ui.tr("devices.job", args);
    }
    heading(ui, room, above, ui.tr("over.title"));
    ui::Args args = args_of(ui, view, now.args);
    args.push_back({"count", ui.count(units(facts))});
    const std::string sentence = ui.tr("over.text", args);
    const ui::TextStyle style = type::kBody.in(ui::Token::ink2).wrapped().top();
    const float height = ui::wrapped_height(ui, sentence, style, room.width());
    ui::text(ui, room.cut_top(height, ui.px(24)), sentence, style);
    const bool on_its_way = view.signing && view.signing->checking;
    if (now.other && !on_its_way) {
        notice(ui, room, ui::State::bad, refusal_text(ui, view, *now.other));
    }
    if (!reason_.writing()) small_heading(ui, room, ui.tr("over.reason"));
    reason_.draw_with_way_back(ui, room, ui.tr("over.reason"));
}

}  // namespace lini
