// Printing carton labels of the open batch: how many, and what they will look like.
// UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"

namespace lini {

class PrintPanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    std::string typed_ = "1";
};

}  // namespace lini
