// One checkpoint of the contract, stated at the terminal: passed, failed or waived by the client,
// with its letter or reason, and a second person's signature where the playbook wants one.
// UI thread, inside a layer.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/screens/signing_panel.h"
#include "app/screens/view.h"

namespace lini {

class CheckpointPanel {
public:
    CheckpointPanel(std::string checkpoint, BatchNo batch);

    /// True where whoever is logged in may state what `condition` waits for.
    static bool offered(const View& view, const OrderState& order, const Condition& condition,
                        const BatchNo& batch);

    /// False when it is over.
    [[nodiscard]] bool draw(const ui::Ui& ui, ui::Rect content, const View& view,
                            const OrderState& order, Intents& intents);

private:
    RecordCheckpoint wanted() const;
    [[nodiscard]] bool draw_signing(const ui::Ui& ui, ui::Rect& column, const View& view,
                                    const OrderState& order, Intents& intents);

    const std::string checkpoint_;
    const BatchNo batch_;
    CheckpointOutcome outcome_ = CheckpointOutcome::passed;
    std::string text_;      // The reference; of a failure, the reason.
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
    SigningPanel signing_;
};

}  // namespace lini
