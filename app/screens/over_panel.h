// More good units than were ordered, typed, scanned or out of rework: a supervisor says why and
// signs. UI thread only.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"

namespace lini {

class OverPanel final : public BatchPanel {
public:
    /// What was refused; it goes out again with the supervisor's reason.
    using Counted = std::variant<RecordOutput, CountCarton, CloseRework>;

    explicit OverPanel(Counted counted);

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    /// What it comes to as things are in this frame: others go on counting meanwhile.
    struct Standing {
        std::vector<std::pair<std::string, RefusalArg>> args;  // ordered, would_be
        std::optional<Refusal> other;  // What no supervisor's signature would let through.
    };
    Standing standing(const View& view, const OpenBatchFacts& facts) const;
    void draw_reasons(const ui::Ui& ui, ui::Rect room, const View& view,
                      const OpenBatchFacts& facts, const Standing& now);
    std::int64_t units(const OpenBatchFacts& facts) const;
    Action wanted() const;
    const LabelState* carton(const OpenBatchFacts& facts) const;

    Counted counted_;
    SigningPanel signing_;
    ReasonChoice reason_;
    bool asked_ = false;    // BeginSigning is on its way.
    bool running_ = false;  // The terminal took it up.
};

}  // namespace lini
