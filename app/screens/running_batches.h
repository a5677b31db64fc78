// The batches that run on this line, as tiles. UI thread, inside a layer.
#pragma once

#include <vector>

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

struct RunningBatch {
    const OrderState* order = nullptr;
    const BatchState* batch = nullptr;
};

/// Started and not closed, with a record of this terminal or none at all; the newest record first.
std::vector<RunningBatch> running_batches(const View& view);

/// One tile: number, product, progress of the step that counts here. True when touched.
bool running_tile(const ui::Ui& ui, const ui::Rect& rect, const View& view,
                  const RunningBatch& running);

}  // namespace lini
