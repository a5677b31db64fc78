// What is done with an order beside looking at it, each in a panel of its own that covers the
// order's screen. UI thread only.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class OrderPanel {
public:
    virtual ~OrderPanel() = default;

    /// False when it is done or given up.
    virtual bool draw(const ui::Ui& ui, ui::Rect content, const View& view,
                      const OrderState& order, Intents& intents) = 0;
};

}  // namespace lini
