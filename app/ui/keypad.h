// The keypad and the value above it. Its keys never move: the same geometry on every screen that
// has one. UI thread, inside a layer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

/// The key at the bottom left: "+1 karton", "," or "Batal".
struct CornerKey {
    std::string_view id;  // Stable: "key.carton". Empty: no key there.
    std::string label;
};

struct KeyPress {
    enum class Kind : std::uint8_t { none, digit, corner, erase };
    Kind kind = Kind::none;
    char digit = 0;  // '0' to '9'.

    explicit operator bool() const { return kind != Kind::none; }
    /// Applies a digit or an erasure to what has been typed so far; no leading zeros, at most
    /// `digits_max` digits. The corner key is the caller's.
    void apply(std::string& typed, std::size_t digits_max) const;
};

/// 3 x 4 keys filling `rect`, the names "key.0" to "key.9" and "key.erase".
KeyPress keypad(const Ui& ui, const Rect& rect, const CornerKey& corner, bool enabled = true);

/// Its place at the bottom of what is left of an action column: keys of 112 design pixels where
/// there is room, less where the screen is low, never under 15 mm.
Rect cut_keypad(const Ui& ui, Rect& column);

/// The value being typed, right-aligned with its unit, on an underline. A hint shows while empty.
void value_field(const Ui& ui, const Rect& rect, std::string_view value, std::string_view unit,
                 std::string_view hint = "0");

/// The PIN: `total` dots, `entered` of them filled, in two groups of three, on an underline.
void pin_dots(const Ui& ui, const Rect& rect, int entered, int total = 6);

}  // namespace lini::ui
