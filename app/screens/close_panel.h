// Closing a batch: every unit that the step received is accounted for, or the difference is
// explained. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"

namespace lini {

class ClosePanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_balance(const ui::Ui& ui, ui::Rect room, const View& view,
                      const OpenBatchFacts& facts) const;

    std::string explanation_;
    bool writing_ = false;
};

}  // namespace lini
