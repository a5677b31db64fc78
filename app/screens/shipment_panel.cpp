#include "app/screens/shipment_panel.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/domain/shipments.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

struct TextField {
    const char* id;
    PadKind pad;
    std::string ShipmentRecorded::*text;
};
constexpr std::array<TextField, 5> kFields = {{
    {"shipment.number", PadKind::code, &ShipmentRecorded::shipment},
    {"shipment.vehicle", PadKind::reference, &ShipmentRecorded::vehicle},
    {"shipment.driver", PadKind::prose, &ShipmentRecorded::driver},
    {"shipment.received_by", PadKind::prose, &ShipmentRecorded::received_by},
    {"shipment.reference", PadKind::reference, &ShipmentRecorded::reference},
}};

std::int64_t left_of(const OrderState& order, const BatchState& batch, bool samples) {
    return samples ? samples_left(order, batch.plan.batch) : goods_left(order, batch);
}

std::vector<const BatchState*> batches_with(const OrderState& order, bool samples) {
    std::vector<const BatchState*> found;
    for (const auto& [batch_no, batch] : order.batches) {
        if (batch.plan.bulk || left_of(order, batch, samples) <= 0) continue;
        if (samples || batch.status == BatchStatus::released) found.push_back(&batch);
    }
    return found;
}

}  // namespace

bool ShipmentPanel::offered(const View& view, const OrderState& order) {
    const bool open = order.order && !order.ending;
    return open && session_may(view, order, Right::record_shipment) &&
           (!batches_with(order, false).empty() || !batches_with(order, true).empty());
}

ShipmentRecorded ShipmentPanel::note(const OrderState& order) const {
    ShipmentRecorded shipment;
    if (kind_ > 0) shipment.sample = order.order->playbook.samples[kind_ - 1].code;
    for (const auto& [batch, typed] : typed_) {
        const std::int64_t quantity = typed_number(typed);
        if (quantity > 0) shipment.batches.push_back({batch, quantity});
    }
    for (std::size_t i = 0; i < kFields.size(); ++i) shipment.*kFields[i].text = texts_[i];
    return shipment;
}

// But for what is only not written yet, which the list shows.
std::optional<Refusal> ShipmentPanel::refused(const View& view, const OrderState& order) const {
    auto refusal = refusal_in(preview(view, order, RecordShipment{note(order)}));
    const bool incomplete = refusal && (refusal->remedy == Remedy::choose_reason ||
                                        refusal->key == "shipment_no_invalid");
    return incomplete ? std::nullopt : refusal;
}

void ShipmentPanel::draw_kinds(const ui::Ui& ui, Rect& room, const OrderState& order) {
    const auto& kinds = order.order->playbook.samples;
    if (kinds.empty()) return;
    std::vector<Choice> list = {{"shipment.goods", ui.tr("shipment.goods"), nullptr}};
    for (const SampleKind& kind : kinds) {
        list.push_back({"shipment.kind." + kind.code, wording(ui, kind.label), nullptr});
    }
    const int rows = (static_cast<int>(list.size()) + 1) / 2;
    const Rect place = room.cut_top(ui.scale.touch(84) * static_cast<float>(rows), ui.px(16));
    const int touched = choices(ui, place, list, static_cast<int>(kind_));
    if (touched < 0 || static_cast<std::size_t>(touched) == kind_) return;
    kind_ = static_cast<std::size_t>(touched);
    typed_.clear();
    batch_ = {};
}

void ShipmentPanel::draw_batches(const ui::Ui& ui, Rect room, const OrderState& order) {
    const std::vector<const BatchState*> batches = batches_with(order, kind_ > 0);
    const bool known = std::any_of(batches.begin(), batches.end(), [&](const BatchState* each) {
        return each->plan.batch == batch_;
    });
    if (!known) batch_ = batches.empty() ? BatchNo() : batches.front()->plan.batch;
    if (batches.empty()) {
        empty_room(ui, room, {ui::icon::kInventory2, ui.tr("shipment.none_title"),
                              ui.tr("shipment.none_text")});
        return;
    }
    const float high = ui.scale.touch(84);
    const ui::PageRows rows = ui::page_rows(ui, room, "shipment.batches", page_,
                                            static_cast<int>(batches.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const BatchState& batch = *batches[static_cast<std::size_t>(i)];
        const BatchNo& batch_no = batch.plan.batch;
        const ui::RowTouch touch =
            ui::list_row(ui, room.cut_top(high), "shipment.batch." + batch_no.str(),
                         batch_no.str(), {ui::State::neutral, batch_no == batch_, true});
        if (touch.clicked) batch_ = batch_no;
        const auto typed = typed_.find(batch_no);
        const std::int64_t quantity = typed == typed_.end() ? 0 : typed_number(typed->second);
        ui::text(ui, touch.room.part(0, 0.5F), batch_no.str(), type::kStrong.whole());
        ui::text(ui, touch.room.part(0.5F, 1),
                 ui.tr("shipment.of", {{"units", ui.count(quantity)},
                                       {"left", ui.count(left_of(order, batch, kind_ > 0))}}),
                 type::kBody.right());
    }
}

bool ShipmentPanel::draw_goods(const ui::Ui& ui, Rect content, const View& view,
                               const OrderState& order) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("shipment.title"));
    draw_kinds(ui, room, order);
    const std::int64_t units = units_on(note(order));
    const auto refusal = units > 0 ? refused(view, order) : std::nullopt;
    if (refusal) notice(ui, room, ui::State::hold, refusal_text(ui, view, *refusal));
    draw_batches(ui, room, order);
    const std::string label =
        units > 0 ? ui.tr("shipment.next", {{"units", ui.count(units)}}) : ui.tr("shipment.enter");
    if (primary(ui, column, view, {"shipment.next", label, nullptr,
                                   ui::ButtonKind::primary, units > 0 && !refusal})) {
        with_people_ = true;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"shipment.back", ui.tr("common.back")});
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    if (batch_.empty()) return true;
    std::string& typed = typed_[batch_];
    press.apply(typed, kQuantityDigitsMax);
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    typed.empty() ? std::string() : ui.count(typed_number(typed)),
                    ui.tr("common.unit"));
    return true;
}

bool ShipmentPanel::draw_people(const ui::Ui& ui, Rect content, const View& view,
                                const OrderState& order, Intents& intents) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    const ShipmentRecorded shipment = note(order);
    heading(ui, room, order.order_no.str(),
            ui.tr("shipment.units", {{"units", ui.count(units_on(shipment))}}));
    const TextField& open = kFields[text_];
    text_pad(ui, room, open.pad, ui.tr(open.id), texts_[text_]);
    const RecordShipment wanted{shipment};
    const auto refusal = refusal_in(preview(view, order, wanted));
    if (primary(ui, column, view, {"shipment.record", ui.tr("shipment.record"),
                                   ui::icon::kCheckCircle, ui::ButtonKind::primary, !refusal})) {
        intents.push_back(Submit{order.order_no, wanted});
        sent_ = shipment.shipment;
        return true;
    }
    if (secondary(ui, column, "shipment.goods_again", ui.tr("common.back"),
                  ui::icon::kArrowBack)) {
        with_people_ = false;
        return true;
    }
    if (const auto why = refused(view, order)) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *why));
    }
    const float high = std::min(ui.scale.touch(96), column.height() / kFields.size());
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        const std::string name = ui.tr(kFields[i].id);
        const ui::RowTouch touch = ui::list_row(ui, column.cut_top(high), kFields[i].id, name,
                                                {ui::State::neutral, i == text_, true});
        if (touch.clicked) text_ = i;
        ui::text(ui, touch.room.row(0, 2), name, type::kSmall.bottom());
        ui::text(ui, touch.room.row(1, 2), texts_[i].empty() ? "–" : texts_[i],
                 type::kStrong.top().whole());
    }
    return true;
}

bool ShipmentPanel::draw(const ui::Ui& ui, Rect content, const View& view,
                         const OrderState& order, Intents& intents) {
    if (!sent_.empty() && find_shipment(order, sent_) != nullptr) return false;
    if (!offered(view, order)) return false;
    kind_ = std::min(kind_, order.order->playbook.samples.size());
    return with_people_ ? draw_people(ui, content, view, order, intents)
                        : draw_goods(ui, content, view, order);
}

}  // namespace lini
