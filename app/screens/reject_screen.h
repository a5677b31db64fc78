// Why units are rejected: the playbook's reasons as big tiles, "other" with a text. UI thread only.
#pragma once

#include <string>

#include "app/screens/batch_panel.h"

namespace lini {

class RejectScreen final : public BatchPanel {
public:
    explicit RejectScreen(std::int64_t quantity) : quantity_(quantity) {}

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_reasons(const ui::Ui& ui, ui::Rect room, const View& view,
                      const OpenBatchFacts& facts);
    bool draw_action(const ui::Ui& ui, ui::Rect column, const View& view,
                     const OpenBatchFacts& facts, Intents& intents);

    std::int64_t quantity_;
    std::string reason_;  // Code of the chosen reason.
    std::string note_;
};

}  // namespace lini
