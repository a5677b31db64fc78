// One order: its plan, the gates and what they wait for, its contract, and its terms with their
// money.
// UI thread only.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/screens/gate_panel.h"
#include "app/screens/order_panel.h"
#include "app/screens/screen.h"
#include "app/screens/signing_panel.h"

namespace lini {

class OrderScreen final : public Screen {
public:
    explicit OrderScreen(Selection& selection) : selection_(selection) {}

    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override;

private:
    void draw_tabs(const ui::Ui& ui, ui::Rect& room, const OrderState& order);
    void draw_gates(const ui::Ui& ui, ui::Rect room, const OrderState& order);
    void draw_action(const ui::Ui& ui, ui::Rect column, const View& view, const OrderState& order,
                     Intents& intents);
    void draw_primary(const ui::Ui& ui, ui::Rect& column, const View& view,
                      const OrderState& order, Intents& intents);
    void draw_secondary(const ui::Ui& ui, ui::Rect& column, const View& view,
                        const OrderState& order);
    void draw_next_gate(const ui::Ui& ui, ui::Rect& column, const OrderState& order,
                        float room);
    bool draw_signing(const ui::Ui& ui, ui::Rect& column, const View& view,
                      const OrderState& order, Intents& intents);

    Selection& selection_;
    SigningPanel signing_;
    std::optional<GatePanel> gate_;
    std::unique_ptr<OrderPanel> panel_;
    enum class Tab { plan, gates, facts };
    OrderNo shown_;
    Tab tab_ = Tab::plan;
    int page_ = 0;
};

}  // namespace lini
