// Scanners and printers as tiles, and the last scan. UI thread, inside a layer.
#pragma once

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// The tiles of a list of devices, cut from the top of `room`. The scanner that was touched, by
/// its place in the View, or -1; those that do not fit are turned in pages.
int draw_scanners(const ui::Ui& ui, ui::Rect& room, const View& view, int& page);
int draw_printers(const ui::Ui& ui, ui::Rect& room, const View& view);

/// A device waits for a person's answer: true when it was touched.
bool draw_question_tile(const ui::Ui& ui, ui::Rect& room, const View& view);

/// What came last, control characters visible; cut from the top of `room`.
void draw_last_scan(const ui::Ui& ui, ui::Rect& room, const View& view);

}  // namespace lini
