// Tags and badges: a state as a colour, a word and, where it helps, an icon. UI thread, in a layer.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/ui/text.h"

namespace lini::ui {

struct Tag {
    State state = State::neutral;
    std::string_view word;
    const char* icon = nullptr;
    bool active = false;  // The step that runs now: action on its ground.
};

/// Draws a tag of 48 design pixels' height at the left, middle or right of `rect`; gives its box.
Rect tag(const Ui& ui, const Rect& rect, const Tag& tag, Align align = Align::left);
float tag_width(const Ui& ui, const Tag& tag);

/// The steps of a batch in one row: done ones with a check, the one that runs now marked, later
/// ones plain. Where the row is short, done steps and then later ones keep only icon or dot.
void step_row(const Ui& ui, const Rect& rect, std::span<const std::string> steps, int active);

/// A small round count in the corner of something: what waits there.
void badge(const Ui& ui, ImVec2 centre, int count);

}  // namespace lini::ui
