// One record of the open batch as a row: when, what, who, and the button that takes it back where
// the person logged in may. UI thread, inside a layer.
#pragma once

#include <string_view>

#include "app/screens/preview.h"
#include "app/ui/ui.h"

namespace lini {

/// High enough for a glove on its button, in pixels.
float record_row_height(const ui::Ui& ui);

/// True when its button `id` was touched. A reversed record is quiet and says so.
bool draw_record_row(const ui::Ui& ui, const ui::Rect& rect, const View& view,
                     const OpenBatchFacts& facts, const Record& record, std::string_view id);

}  // namespace lini
