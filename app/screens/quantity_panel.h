// Samples and lost units: how many, and which kind or why. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"

namespace lini {

class QuantityPanel final : public BatchPanel {
public:
    enum class Kind { sample_qc, sample_retained, sample_client, loss };
    explicit QuantityPanel(Kind kind);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_left(const ui::Ui& ui, ui::Rect room, const View& view, const OpenBatchFacts& facts);
    Action action(const View& view) const;
    std::string title(const ui::Ui& ui) const;

    Kind kind_;
    std::string typed_;
    ReasonChoice reason_;
};

}  // namespace lini
