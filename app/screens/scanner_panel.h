// One device in the middle of the devices room: how a scanner is enrolled by the test symbol, what
// is known of a scanner or a printer, and which device it is. UI thread, inside a layer.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/ui/ui.h"

namespace lini {

/// The test symbol, and what the scanner made of it. View::enrolment is there.
void draw_enrolment(const ui::Ui& ui, ui::Rect content, const View& view, Intents& intents);

/// Which of several devices it is, or whether a new one takes the place of a missing one.
/// View::question is there. True when the question is answered or to be left for later.
bool draw_device_question(const ui::Ui& ui, ui::Rect content, const View& view,
                          Intents& intents);

/// A device with all that is known of it. True when it is to be left.
bool draw_scanner(const ui::Ui& ui, ui::Rect content, const View& view,
                  const DeviceView& scanner, Intents& intents);
bool draw_printer(const ui::Ui& ui, ui::Rect content, const View& view,
                  const DeviceView& printer, Intents& intents);

}  // namespace lini
