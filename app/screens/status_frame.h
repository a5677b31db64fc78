// The status bar and the rail with what this terminal knows: line, devices, deliveries, who is
// logged in, what waits in which room. UI thread, inside a layer.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// True when the name of whoever is logged in was touched.
bool draw_status_bar(const ui::Ui& ui, const ui::Rect& rect, const View& view, Intents& intents);
/// "Keluar?" over everything: a touch on a name is easily made by mistake. False when it is done.
[[nodiscard]] bool draw_leave(const ui::Ui& ui, const View& view, Intents& intents);
void draw_rail(const ui::Ui& ui, const ui::Rect& rect, const View& view, Intents& intents);

}  // namespace lini
