#include "app/screens/order_more_panel.h"

#include <array>
#include <vector>

#include "app/screens/allocate_panel.h"
#include "app/screens/guest_panel.h"
#include "app/screens/papers_panel.h"
#include "app/screens/parts.h"
#include "app/screens/shipment_panel.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

struct Act {
    const char* id;
    const char* label;
    const char* icon;
    bool (*offered)(const View& view, const OrderState& order);
    std::unique_ptr<OrderPanel> (*open)();
};

template <typename Panel>
Act act(const char* id, const char* label, const char* icon) {
    return {id, label, icon, &Panel::offered,
            []() -> std::unique_ptr<OrderPanel> { return std::make_unique<Panel>(); }};
}

const std::array<Act, 4>& acts() {
    static const std::array<Act, 4> kActs = {
        act<AllocatePanel>("order.allocate", "allocate.title", ui::icon::kSwapHoriz),
        act<ShipmentPanel>("order.shipment", "shipment.title", ui::icon::kLocalShipping),
        act<PapersPanel>("order.papers", "papers.title", ui::icon::kReceiptLong),
        act<GuestPanel>("order.guest", "guest.tile", ui::icon::kPerson)};
    return kActs;
}

}  // namespace

bool OrderMorePanel::offered(const View& view, const OrderState& order) {
    for (const Act& each : acts()) {
        if (each.offered(view, order)) return true;
    }
    return false;
}

bool OrderMorePanel::draw(const ui::Ui& ui, ui::Rect content, const View& view,
                          const OrderState& order, Intents& intents) {
    if (inner_) {
        if (inner_->draw(ui, content, view, order, intents)) return true;
        inner_.reset();
        return false;
    }
    ui::Rect column = action_column(ui, content);
    ui::Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("common.more"));
    std::vector<const Act*> offered;
    std::vector<Choice> tiles;
    for (const Act& each : acts()) {
        if (!each.offered(view, order)) continue;
        offered.push_back(&each);
        tiles.push_back({each.id, ui.tr(each.label), each.icon});
    }
    if (tiles.empty()) return false;
    const int touched = choices(ui, room, tiles, -1);
    if (touched >= 0) inner_ = offered[static_cast<std::size_t>(touched)]->open();
    return !secondary(ui, column, "order.more_back", ui.tr("common.back"), ui::icon::kArrowBack);
}

}  // namespace lini
