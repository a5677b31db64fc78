// One room of the terminal. A screen keeps what a person is in the middle of (typed digits, an open
// panel) and nothing else: what is true comes with the View, what is wanted leaves as Intents.
// UI thread only.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class Screen {
public:
    virtual ~Screen() = default;

    /// Draws into `content`, within an open layer.
    virtual void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
                      Intents& intents) = 0;

    /// Another person, or another batch: what somebody was in the middle of is not theirs.
    virtual void forget() = 0;
};

/// What one screen chose for another to show. Owned by Screens, which outlives every screen.
struct Selection {
    OrderNo order;   // Of the Termin room; empty: the one that needs a person most.
    OrderNo opened;  // Of the order room.
    bool at_gates = false;  // It opens there, once.
};

}  // namespace lini
