// Good units of a batch are given to a line of this order or of another one of the client, signed.
// UI thread only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/order_panel.h"
#include "app/screens/signing_panel.h"

namespace lini {

class AllocatePanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    /// A line that may take units of the chosen batch.
    struct Target {
        OrderNo order_no;  // Empty: this order.
        int line = 0;
        std::string label;
        std::string open;
    };
    std::vector<Target> targets_of(const ui::Ui& ui, const View& view, const OrderState& order,
                                   const ProductCode& product) const;
    void draw_batches(const ui::Ui& ui, ui::Rect room, const OrderState& order);
    void draw_targets(const ui::Ui& ui, ui::Rect room, const std::vector<Target>& targets);

    void draw_signing(const ui::Ui& ui, ui::Rect content, const View& view,
                      const OrderState& order, Intents& intents);

    SigningPanel signing_;
    std::optional<AllocateUnits> asked_;  // For a signature, as it was when it was asked for.
    std::string statement_;               // Of it.
    bool running_ = false;                // The terminal is at it.
    std::string typed_;
    BatchNo batch_;
    std::size_t target_ = 0;
    int batch_page_ = 0;
    int target_page_ = 0;
};

}  // namespace lini
