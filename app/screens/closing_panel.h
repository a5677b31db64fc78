// Nothing more will be made: what was, the client's letter where it is short, and the supervisor's
// signature. UI thread, inside a layer.
#pragma once

#include <string>

#include "app/screens/order_panel.h"
#include "app/screens/signing_panel.h"

namespace lini {

class ClosingPanel final : public OrderPanel {
public:
    /// True where closing is what comes next for this order.
    static bool offered(const View& view, const OrderState& order);

    /// False when it is over, by a signature or by going back.
    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    std::string reference_;
    SigningPanel signing_;
    bool asked_ = false;
    bool running_ = false;  // The terminal has asked for the card.
};

}  // namespace lini
