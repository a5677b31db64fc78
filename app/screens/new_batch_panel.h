// A batch of the order is planned at the terminal: product and quantity; number and dates come by
// the playbook's pattern. UI thread only.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class NewBatchPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    /// False when it is done or given up.
    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents);

private:
    std::string typed_;
    std::size_t line_ = 0;  // Of the order: whose product.
};

}  // namespace lini
