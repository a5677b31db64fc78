// Taking a record back: which one, and why. UI thread only.
#pragma once

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"

namespace lini {

class ReversePanel final : public BatchPanel {
public:
    explicit ReversePanel(EventId target);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_reasons(const ui::Ui& ui, ui::Rect room);
    void draw_record(const ui::Ui& ui, ui::Rect& column, const View& view,
                     const OpenBatchFacts& facts, const Record& record) const;

    EventId target_;
    ReasonChoice reason_;
};

}  // namespace lini
