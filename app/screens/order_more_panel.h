// What is done with an order more rarely than looking at it. UI thread only.
#pragma once

#include <memory>

#include "app/screens/order_panel.h"

namespace lini {

class OrderMorePanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    std::unique_ptr<OrderPanel> inner_;
};

}  // namespace lini
