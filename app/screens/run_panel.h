// A run of labels as it is printed: how far it is and at which printer, the check of its first
// label, pause, go on, and cancelling what has not left. UI thread only.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/screens/reason_choice.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// The oldest run of the batch that is not over; null where none is.
const RunView* run_of(const View& view, const BatchNo& batch);

/// "Mencetak 124 dari 500"
std::string run_words(const ui::Ui& ui, const PrintRun& run);

class RunPanel {
public:
    RunPanel();

    /// False when the person goes back; the run goes on without being watched.
    [[nodiscard]] bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
                            const RunView& run, Intents& intents);

private:
    enum class Ask { nothing, cancel, bad };

    void draw_state(const ui::Ui& ui, ui::Rect& room, const RunView& run) const;
    void draw_progress(const ui::Ui& ui, ui::Rect& room, const RunView& run) const;
    bool draw_actions(const ui::Ui& ui, ui::Rect column, const View& view, const RunView& run,
                      Intents& intents);
    void draw_cancel(const ui::Ui& ui, ui::Rect column, const View& view, const RunView& run,
                     Intents& intents);
    void draw_bad(const ui::Ui& ui, ui::Rect room, ui::Rect column, const View& view,
                  const RunView& run, Intents& intents);

    Ask ask_ = Ask::nothing;
    ReasonChoice reason_;
};

}  // namespace lini
