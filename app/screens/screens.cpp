#include "app/screens/screens.h"

#include "app/screens/answer_overlay.h"
#include "app/screens/batch_screen.h"
#include "app/screens/devices_screen.h"
#include "app/screens/kpi_screen.h"
#include "app/screens/milestone_screen.h"
#include "app/screens/monitor_screen.h"
#include "app/screens/order_screen.h"
#include "app/screens/qc_screen.h"
#include "app/screens/scan_screen.h"
#include "app/screens/status_frame.h"
#include "app/ui/layer.h"

namespace lini {

// In the order of Room. To add one: write app/screens/<name>_screen.cpp, then list it here.
Screens::Screens()
    : rooms_{std::make_unique<ScanScreen>(selection_),
             std::make_unique<BatchScreen>(),
             std::make_unique<QcScreen>(),
             std::make_unique<MilestoneScreen>(selection_),
             std::make_unique<MonitorScreen>(),
             std::make_unique<DevicesScreen>(),
             std::make_unique<OrderScreen>(selection_),
             std::make_unique<KpiScreen>()} {}

Screens::~Screens() = default;

void Screens::draw(const ui::Ui& ui, const View& view, Intents& intents) {
    const Place place{view.session ? view.session->user : UserId(), view.open_order,
                      view.open_batch};
    if (place != place_) {
        place_ = place;
        leaving_ = false;
        for (const auto& room : rooms_) room->forget();
    }
    const ui::Regions regions = ui::regions(ui);
    {
        const ui::Layer screen(ui, "screen");
        if (draw_status_bar(ui, regions.bar, view, intents)) leaving_ = true;
        draw_rail(ui, regions.rail, view, intents);
        rooms_.at(static_cast<std::size_t>(view.room))->draw(ui, regions.content, view,
                                                            intents);
    }
    if (leaving_) leaving_ = draw_leave(ui, view, intents);
    draw_answer(ui, regions, view, intents);
    for (const Intent& intent : intents) {
        const auto* way = std::get_if<Navigate>(&intent);
        if (way == nullptr || way->room != Room::order) continue;
        selection_.opened = way->order;
        selection_.at_gates = way->at_gates;
    }
}

}  // namespace lini
