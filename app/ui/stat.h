// A small fact on a tile: what it is, and its number. UI thread, inside a layer.
#pragma once

#include <string_view>

#include "app/ui/text.h"

namespace lini::ui {

/// A tile of about 114 design pixels' height: quiet label, number with a small unit.
void stat_tile(const Ui& ui, const Rect& rect, std::string_view label, std::string_view value,
               std::string_view unit = {});

/// The same on the bare card, larger: one figure of the supervisor's board, with its target.
void figure(const Ui& ui, const Rect& rect, std::string_view label, std::string_view value,
            std::string_view unit, State state = State::neutral);

}  // namespace lini::ui
