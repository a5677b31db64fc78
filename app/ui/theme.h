// The colours: tokens, their two themes, and the contrast that every pair in use must reach.
// Values only; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "imgui.h"

namespace lini::ui {

enum class Token : std::uint8_t {
    ground,
    surface,
    raised,
    line,
    line2,
    ink,
    ink2,
    ink3,
    action,
    on_action,
    fill,
    band,
    good,
    good_bg,
    hold,
    hold_bg,
    bad,
    bad_bg,
    info,
    info_bg,
};
inline constexpr std::size_t kTokenCount = 20;

/// What a colour may mean; nothing else on a screen is coloured.
enum class State : std::uint8_t { neutral, good, hold, bad, info };

Token ink_of(State state);
Token ground_of(State state);

struct Theme {
    bool dark = false;
    std::array<std::uint32_t, kTokenCount> rgb{};  // 0xRRGGBB, in the order of Token.

    /// The colour as ImGui wants it; `alpha` from 0 to 1.
    ImU32 colour(Token token, float alpha = 1.0F) const;
};

const Theme& light_theme();
const Theme& dark_theme();

/// WCAG 2.1 contrast ratio of two colours, 1 to 21; alpha is ignored.
double contrast(ImU32 a, ImU32 b);

/// `top` (with its alpha) seen over the opaque `below`.
ImU32 blend(ImU32 top, ImU32 below);

/// A text colour that the widgets draw on a ground, and the contrast it must reach.
struct Pair {
    Token text;
    Token ground;
    double at_least;
};

/// Every pair in use; the numbers (60 and larger) ask for 7, the rest for 4.5.
std::span<const Pair> pairs_in_use();

}  // namespace lini::ui
