// One gate: what it keeps from being done, what it waits for, who can do that, and the signature
// that opens it all the same where the playbook allows. UI thread only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/checkpoint_panel.h"
#include "app/screens/intent.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"
#include "app/screens/view.h"

namespace lini {

class GatePanel {
public:
    explicit GatePanel(std::string gate);

    /// `batch`: the one that is open, where it is the order's; else empty. False when the order
    /// comes back.
    [[nodiscard]] bool draw(const ui::Ui& ui, ui::Rect content, const View& view,
                            const OrderState& order, const BatchNo& batch, Intents& intents);

private:
    void draw_needs(const ui::Ui& ui, ui::Rect room, const View& view, const OrderState& order);
    void draw_need(const ui::Ui& ui, const ui::Rect& rect, const View& view,
                   const OrderState& order, const Condition& condition, bool alternative,
                   bool last);
    [[nodiscard]] bool draw_override(const ui::Ui& ui, ui::Rect& column, const View& view,
                                     const OrderState& order, Intents& intents);

    const std::string gate_;
    BatchNo batch_;
    std::optional<CheckpointPanel> checkpoint_;
    bool opening_ = false;  // The reason and the signature are asked for.
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
    ReasonChoice reason_;
    SigningPanel signing_;
};

}  // namespace lini
