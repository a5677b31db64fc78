// The papers of an order that can be written now, and the client's report, each as a PDF in the
// data folder. UI thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/order_panel.h"

namespace lini {

class PapersPanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    int page_ = 0;
};

}  // namespace lini
