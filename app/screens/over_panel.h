// More good units than were ordered, typed, scanned or out of rework: a supervisor says why and
// signs. UI thread only.
#pragma once

#include <string>
#include <variant>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"

namespace lini {

class OverPanel final : public BatchPanel {
public:
    /// What was refused; it goes out again with the supervisor's reason.
    using Counted = std::variant<RecordOutput, CountCarton, CloseRework>;

    /// `refusal` is the rule's, with ordered and would_be.
    OverPanel(Counted counted, const Refusal& refusal);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    void draw_reasons(const ui::Ui& ui, ui::Rect room, const View& view,
                      const OpenBatchFacts& facts);
    std::int64_t units(const OpenBatchFacts& facts) const;
    Action wanted() const;
    const LabelState* carton(const OpenBatchFacts& facts) const;

    Counted counted_;
    Refusal refusal_;
    SigningPanel signing_;
    ReasonChoice reason_;
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
};

}  // namespace lini
