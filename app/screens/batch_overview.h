// The left of the batch screen: what batch it is, how far it and its order are, what was recorded
// last. UI thread, inside a layer.
#pragma once

#include <optional>

#include "app/screens/preview.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// What a person touched there.
struct OverviewTouch {
    std::optional<EventId> reverse;
    bool print = false;
    bool more = false;
};

OverviewTouch draw_batch_overview(const ui::Ui& ui, ui::Rect room, const View& view,
                                  const OpenBatchFacts& facts);

}  // namespace lini
