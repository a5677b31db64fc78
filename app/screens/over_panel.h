// More good units than were ordered: a supervisor says why and signs. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"

namespace lini {

class OverPanel final : public BatchPanel {
public:
    /// `quantity` units that were typed; `refusal` is the rule's, with ordered and would_be.
    OverPanel(std::int64_t quantity, const Refusal& refusal);
    /// The carton that `refusal` names, which counts its own content.
    explicit OverPanel(const Refusal& refusal);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_reasons(const ui::Ui& ui, ui::Rect room, const View& view,
                      const OpenBatchFacts& facts);
    std::int64_t units(const OpenBatchFacts& facts) const;
    Action wanted(const View& view) const;

    std::int64_t quantity_ = 0;
    Serial serial_;  // Empty: a typed quantity.
    Refusal refusal_;
    SigningPanel signing_;
    ReasonChoice reason_;
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
};

}  // namespace lini
