// Printing carton labels of the open batch: how many, what each carton holds, and what the next
// one will look like. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/run_panel.h"

namespace lini {

class PrintPanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_left(const ui::Ui& ui, ui::Rect room, const View& view, const OpenBatchFacts& facts,
                   Intents& intents);
    void draw_kinds(const ui::Ui& ui, ui::Rect& room, std::int64_t full, Intents& intents);
    IssueLabels wanted(const View& view, const OpenBatchFacts& facts) const;
    std::string words(const ui::Ui& ui, const IssueLabels& action) const;

    RunPanel run_;
    bool part_ = false;  // One carton that is not full: the keypad types its content.
    std::string count_ = "1";
    std::string content_;
    std::int64_t previewed_ = 0;  // Content that the preview was last asked for.
};

}  // namespace lini
