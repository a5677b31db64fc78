// Scanners and printers as tiles, and the last scan. UI thread, inside a layer.
#pragma once

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// The tiles of a list of devices, cut from the top of `room`.
void draw_scanners(const ui::Ui& ui, ui::Rect& room, const View& view);
void draw_printers(const ui::Ui& ui, ui::Rect& room, const View& view);

/// What came last, control characters visible; cut from the top of `room`.
void draw_last_scan(const ui::Ui& ui, ui::Rect& room, const View& view);

}  // namespace lini
