// Units out of rework: how many became good, how many are scrap. UI thread only.
#pragma once

#include <memory>
#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/over_panel.h"

namespace lini {

class ReworkPanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_fields(const ui::Ui& ui, ui::Rect room, const View& view,
                     const OpenBatchFacts& facts);

    std::unique_ptr<OverPanel> over_;  // Asks the supervisor; goes back here.
    std::string good_;
    std::string scrap_;
    bool types_scrap_ = false;
};

}  // namespace lini
