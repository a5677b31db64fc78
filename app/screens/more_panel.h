// What is done with a batch more rarely than counting: samples, losses, rework, closing.
// Also every record of it. UI thread only.
#pragma once

#include <memory>

#include "app/screens/batch_panel.h"

namespace lini {

class MorePanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    std::unique_ptr<BatchPanel> inner_;
};

}  // namespace lini
