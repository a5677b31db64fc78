// A touch as a person makes it: where an item can be reached, and the mouse events of a tap there.
// UI thread, with an ImGui context.
#pragma once

#include <cstddef>
#include <string>

#include "app/base/result.h"
#include "app/ui/item_probe.h"

namespace lini {

/// The centre of the visible part of the item with that stable name or label; where several
/// have it, of the `nth` in the order they were drawn, counted from 1; 0 says there is only one.
/// Errors: "tap_absent", "tap_ambiguous", "tap_disabled", "tap_covered" (something else lies at
/// that point: it is named in the detail).
Result<ImVec2> place_to_tap(const ui::ItemProbe& items, const std::string& name_or_label,
                            std::size_t nth = 0);

/// The finger comes down: moves there and presses, in one frame.
void press_at(ImVec2 point);
/// It lifts, one or more frames later, and is gone: nothing hovers on a touch screen.
void release_at(ImVec2 point);

}  // namespace lini
