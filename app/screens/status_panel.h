// QA's decision on a batch: released, held, let go on, rejected, each signed with card and PIN, and
// with a reason where the rule asks for one. UI thread only.
#pragma once

#include <optional>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"

namespace lini {

class StatusPanel final : public BatchPanel {
public:
    StatusPanel();

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_left(const ui::Ui& ui, ui::Rect room, const View& view, const OpenBatchFacts& facts);
    void draw_choices(const ui::Ui& ui, ui::Rect& room, const OpenBatchFacts& facts);
    std::optional<Refusal> refusal_now(const View& view, const OpenBatchFacts& facts) const;
    ChangeBatchStatus wanted(const View& view) const;

    std::optional<BatchStatus> chosen_;
    ReasonChoice reason_;
    SigningPanel signing_;
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
};

}  // namespace lini
