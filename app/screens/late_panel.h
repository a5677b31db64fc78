// Input susulan: units, good or rejected, that were counted on paper while the terminal was down,
// with the time at which that was; a supervisor signs. UI thread only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/reason_choice.h"
#include "app/screens/signing_panel.h"

namespace lini {

/// The last moment, up to a day ago, at which the local clock showed these four digits, "1340";
/// nothing for others.
std::optional<std::int64_t> last_moment_at(const std::string& digits, const Stamp& now);

class LatePanel final : public BatchPanel {
public:
    LatePanel();

    bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              const OpenBatchFacts& facts, Intents& intents) override;

private:
    enum class Part { time, quantity, signature };
    bool draw_digits(const ui::Ui& ui, ui::Rect& column, const View& view,
                     const OpenBatchFacts& facts, Intents& intents);
    void draw_left(const ui::Ui& ui, ui::Rect room, const View& view,
                   const OpenBatchFacts& facts);
    void draw_what(const ui::Ui& ui, ui::Rect room, const OpenBatchFacts& facts);
    EnterLate wanted(const View& view) const;

    Part part_ = Part::time;
    std::string time_;  // Up to four digits.
    std::string quantity_;
    std::string reject_;  // Code of the playbook's reason; empty: good.
    ReasonChoice reason_;
    SigningPanel signing_;
    bool running_ = false;  // The terminal took the signing up.
};

}  // namespace lini
