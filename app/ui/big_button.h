// The buttons: the one primary of a screen, secondary ones, and choices of which one is taken.
// UI thread, inside a layer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

enum class ButtonKind : std::uint8_t { primary, secondary, chosen };

struct Button {
    std::string_view id;         // Stable: "batch.record".
    std::string label;           // Says what will happen: "Catat 250 baik".
    const char* icon = nullptr;  // app/ui/icons.h
    ButtonKind kind = ButtonKind::secondary;
    bool enabled = true;
};

/// Fills `rect`; its type follows its height (84, 104, 136; larger is a choice with a big icon).
/// True when touched. A label that is too long takes two lines.
bool big_button(const Ui& ui, const Rect& rect, const Button& button);

/// The primary button's place at the bottom of the action column: 136 high, never under 20 mm.
Rect cut_primary(const Ui& ui, Rect& column);
/// A secondary button's place, 104 or 84 design pixels high, never under 15 mm.
Rect cut_button(const Ui& ui, Rect& column, float design_px = 104);

}  // namespace lini::ui
