// Where the labels of the open batch went, to the last piece of paper; those that are left over are
// given back here, and one that was spoiled is told. UI thread only.
#pragma once

#include <optional>

#include "app/screens/batch_panel.h"

namespace lini {

class AccountPanel final : public BatchPanel {
public:
    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    enum class Ask { nothing, give_back, spoil };

    void draw_figures(const ui::Ui& ui, ui::Rect room, const LabelAccount& account) const;
    bool draw_actions(const ui::Ui& ui, ui::Rect column, const View& view,
                      const OpenBatchFacts& facts, const LabelAccount& account, Intents& intents);
    void draw_give_back(const ui::Ui& ui, ui::Rect column, const View& view,
                        const OpenBatchFacts& facts, const LabelAccount& account,
                        Intents& intents);
    void draw_spoil(const ui::Ui& ui, ui::Rect room, ui::Rect column, const View& view,
                    const OpenBatchFacts& facts, const LabelAccount& account, Intents& intents);

    Ask ask_ = Ask::nothing;
    std::optional<Serial> spoiled_;
    int page_ = 0;
};

}  // namespace lini
