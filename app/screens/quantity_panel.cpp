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

constexpr std::array<Reason, 4> kLosses{{{"spilt", ui::icon::kWaterDrop},
                                         {"dropped", ui::icon::kBrokenImage},
                                         {"not_found", ui::icon::kSearch},
                                         {"machine", ui::icon::kSettings}}};

}  // namespace

QuantityPanel::QuantityPanel(Kind kind) : kind_(kind), reason_("loss", kLosses) {}

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
    return RecordLoss{view.open_batch, view.step, quantity, reason_.reason()};
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
        reason_notice(ui, column, view, *refusal, reason_.chosen());
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
    reason_.draw(ui, room, {});
}

}  // namespace lini
