// More good units than were ordered: a supervisor says why and signs. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/signing_panel.h"

namespace lini {

class OverPanel final : public BatchPanel {
public:
    /// `would_be` and `ordered` as the rule's refusal named them.
    OverPanel(std::int64_t quantity, const Refusal& refusal);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_reasons(const ui::Ui& ui, ui::Rect room, const View& view);

    std::int64_t quantity_;
    Refusal refusal_;
    SigningPanel signing_;
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
    int chosen_ = -1;
    std::string note_;
};

}  // namespace lini
