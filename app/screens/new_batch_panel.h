// A batch of the order is planned at the terminal: product and quantity; number and dates come by
// the playbook's pattern. UI thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/order_panel.h"

namespace lini {

class NewBatchPanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    void draw_ways(const ui::Ui& ui, ui::Rect& room, const std::vector<BatchNo>& bulks);

    std::string typed_;
    std::size_t product_ = 0;  // Of those ordered.
    int way_ = 0;              // Of making it.
    BatchNo bulk_;             // That it is filled from, or empty.
};

}  // namespace lini
