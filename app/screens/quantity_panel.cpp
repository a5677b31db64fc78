#include "app/screens/quantity_panel.h"

#include <array>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

struct Reason {
    const char* code;
    const char* icon;
};
constexpr std::array<Reason, 4> kLosses{{{"spilt", ui::icon::kWaterDrop},
                                         {"dropped", ui::icon::kBrokenImage},
                                         {"not_found", ui::icon::kSearch},
                                         {"machine", ui::icon::kSettings}}};

}  // namespace

std::string QuantityPanel::title(const ui::Ui& ui) const {
    switch (kind_) {
        case Kind::sample_qc: return ui.tr("more.sample_qc");
        case Kind::sample_retained: return ui.tr("more.sample_retained");
        case Kind::sample_client: return ui.tr("more.sample_client");
        case Kind::loss: return ui.tr("more.loss");
    }
    return {};
}

Action QuantityPanel::action(const View& view) const {
    const std::int64_t quantity = typed_number(typed_);
    const auto sample = [&](SamplePurpose purpose) {
        return TakeSample{view.open_batch, view.step, quantity, purpose};
    };
    switch (kind_) {
        case Kind::sample_qc: return sample(SamplePurpose::qc);
        case Kind::sample_retained: return sample(SamplePurpose::retained);
        case Kind::sample_client: return sample(SamplePurpose::client);
        case Kind::loss: break;
    }
    const std::string reason =
        reason_ < 0 ? std::string() : kLosses.at(static_cast<std::size_t>(reason_)).code;
    return RecordLoss{view.open_batch, view.step, quantity, reason};
}

bool QuantityPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                         const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_left(ui, ui::card(ui, left), view, facts);

    const std::int64_t quantity = typed_number(typed_);
    const Action wanted = action(view);
    const auto refusal = refusal_in(preview(view, *facts.order, wanted));
    const char* words = kind_ == Kind::loss ? "more.record_loss" : "more.record_sample";
    const ui::Button button{"quantity.record",
                            quantity > 0 ? ui.tr(words, {{"count", ui.count(quantity)}})
                                         : ui.tr("batch.enter_count"),
                            nullptr, ui::ButtonKind::primary, quantity > 0 && !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, wanted});
        return false;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"quantity.back", ui.tr("common.back")});
    press.apply(typed_, kQuantityDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    if (quantity > 0 && refusal) {
        const bool choosing = refusal->remedy == Remedy::choose_reason;
        notice(ui, column, choosing ? ui::State::info : ui::State::hold,
               choosing ? ui.tr("reject.missing") : refusal_text(ui, view, *refusal));
    }
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    typed_.empty() ? std::string() : ui.count(quantity), ui.tr("common.unit"));
    return true;
}

void QuantityPanel::draw_left(const ui::Ui& ui, Rect room, const View& view,
                              const OpenBatchFacts& facts) {
    const std::string context =
        ui.tr("reject.context", {{"batch", view.open_batch.str()},
                                 {"step", step_name(ui, *facts.order, view.step)}});
    heading(ui, room, context, title(ui));
    if (kind_ != Kind::loss) {
        ui::text(ui, room.cut_top(ui.px(44)), ui.tr("more.sample_text"),
                 type::kBody.in(ui::Token::ink2));
        room.cut_top(ui.px(24));
        small_heading(ui, room, ui.tr("more.samples_so_far"));
        ui::number(ui, room.cut_top(ui.px(110)), ui.count(facts.counts.samples),
                   ui.tr("common.unit"));
        return;
    }
    std::vector<Choice> tiles;
    for (const Reason& reason : kLosses) {
        tiles.push_back({std::string("loss.") + reason.code,
                         ui.tr(std::string("loss.reason.") + reason.code), reason.icon});
    }
    const int touched = choices(ui, room, tiles, reason_);
    if (touched >= 0) reason_ = touched;
}

}  // namespace lini
