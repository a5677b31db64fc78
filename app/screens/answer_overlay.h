// The answer to the last scan or record: accepted as a green band over the status bar, so that the
// keypad stays usable; the others over the content until the next scan, or until the terminal
// clears View::answer after two seconds. Opens its own layer. UI thread only.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

void draw_answer(const ui::Ui& ui, const ui::Regions& regions, const View& view, Intents& intents);

/// True while an answer covers the content: then nothing below it can be touched.
bool answer_covers(const View& view);

}  // namespace lini
