#include "app/screens/guest_panel.h"

#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {

bool GuestPanel::offered(const View& view, const OrderState& order) {
    return order.order && session_may(view, order, Right::show_guest);
}

bool GuestPanel::draw(const ui::Ui& ui, ui::Rect content, const View& view,
                      const OrderState& order, Intents& intents) {
    ui::Rect column = action_column(ui, content);
    const std::string& client = order.order->client;
    empty_card(ui, content, {ui::icon::kPerson, ui.tr("guest.title", {{"client", client}}),
                             ui.tr("guest.text")});
    if (primary(ui, column, view, {"guest.begin", ui.tr("guest.begin"), ui::icon::kPerson,
                                   ui::ButtonKind::primary})) {
        intents.push_back(BeginGuest{client});
        return false;
    }
    return !secondary(ui, column, "guest.back", ui.tr("common.back"), ui::icon::kArrowBack);
}

}  // namespace lini
