// The milestone of one order: evidence at the left, money and signature at the right.
// UI thread only.
#pragma once

#include <optional>

#include "app/screens/approval_panel.h"
#include "app/screens/milestone_facts.h"
#include "app/screens/screen.h"
#include "app/screens/signing_panel.h"

namespace lini {

class MilestoneScreen final : public Screen {
public:
    /// `selection` outlives this screen.
    explicit MilestoneScreen(Selection& selection) : selection_(selection) {}

    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override;

private:
    void draw_evidence(const ui::Ui& ui, ui::Rect room, const View& view,
                       const MilestoneFacts& facts);
    void draw_action(const ui::Ui& ui, ui::Rect column, const View& view,
                     const MilestoneFacts& facts, Intents& intents);
    void draw_resend(const ui::Ui& ui, ui::Rect& column, const View& view,
                     const MilestoneFacts& facts, Intents& intents);
    void draw_signing(const ui::Ui& ui, ui::Rect& column, const View& view,
                      const MilestoneFacts& facts, Intents& intents);

    Selection& selection_;
    SigningPanel signing_;
    std::optional<ApprovalPanel> approval_;
    bool resending_ = false;  // Asked whether to send the charge again.
    OrderNo shown_;
    int page_ = 0;
};

}  // namespace lini
