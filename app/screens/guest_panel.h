// Before a visitor looks at the terminal: whose orders it will show. UI thread only.
#pragma once

#include "app/screens/order_panel.h"

namespace lini {

class GuestPanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;
};

}  // namespace lini
