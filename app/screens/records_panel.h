// Every record of the open batch, newest first, in pages; each that stands can be taken back.
// UI thread only.
#pragma once

#include <memory>
#include <vector>

#include "app/screens/batch_panel.h"

namespace lini {

class RecordsPanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_list(const ui::Ui& ui, ui::Rect room, const View& view, const OpenBatchFacts& facts,
                   const std::vector<const Record*>& records);

    std::unique_ptr<BatchPanel> reverse_;  // Comes back to the same page.
    int page_ = 0;
};

}  // namespace lini
