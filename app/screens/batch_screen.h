// One batch at this terminal's step: its count, its order's progress, its last records, and the
// keypad that adds to them. UI thread only.
#pragma once

#include <memory>
#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/reprint_panel.h"
#include "app/screens/screen.h"

namespace lini {

class BatchScreen final : public Screen {
public:
    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override;

private:
    enum class Mode { good, reject, rework };

    void draw_action(const ui::Ui& ui, ui::Rect column, const View& view,
                     const OpenBatchFacts& facts, Intents& intents);
    void draw_start(const ui::Ui& ui, ui::Rect column, const View& view,
                    const OpenBatchFacts& facts, Intents& intents);
    void draw_modes(const ui::Ui& ui, ui::Rect& column);
    void draw_cartons(const ui::Ui& ui, const ui::Rect& room, const OpenBatchFacts& facts);
    void draw_keys(const ui::Ui& ui, ui::Rect& column, const View& view,
                   const OpenBatchFacts& facts, const std::optional<Refusal>& refusal);
    void press_primary(const View& view, const OpenBatchFacts& facts,
                       const std::optional<Refusal>& refusal, Intents& intents);
    Action wanted(const View& view) const;
    std::string primary_label(const ui::Ui& ui, const std::optional<Refusal>& refusal) const;

    Mode mode_ = Mode::good;
    CountMode start_mode_ = CountMode::keypad;
    std::string typed_;
    std::unique_ptr<BatchPanel> panel_;
    ReprintPanel reprint_;
};

}  // namespace lini
