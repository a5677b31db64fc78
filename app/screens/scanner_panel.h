// One scanner in the middle of the devices room: how it is enrolled by the test symbol, what it
// read last, and whether a new device replaces it. UI thread, inside a layer.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/ui/ui.h"

namespace lini {

/// The test symbol, and what the scanner made of it. View::enrolment is there.
void draw_enrolment(const ui::Ui& ui, ui::Rect content, const View& view, Intents& intents);

/// Whether the new device takes the place of the missing one. View::replacement is there. True
/// when the question is to be left for later.
bool draw_replacement(const ui::Ui& ui, ui::Rect content, const View& view, Intents& intents);

/// A device with all that is known of it. True when it is to be left.
bool draw_scanner(const ui::Ui& ui, ui::Rect content, const View& view,
                  const DeviceView& scanner, Intents& intents);

}  // namespace lini
