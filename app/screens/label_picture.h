// The label as it is printed, dot by dot, on white paper in either theme. UI thread, in a layer.
#pragma once

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// Fits the preview into `rect` with its proportions kept; a sentence where there is none.
void label_picture(const ui::Ui& ui, const ui::Rect& rect, const DrawnLabel* preview);

}  // namespace lini
