// The one way text reaches the screen: every string passes here, is made safe, fitted, drawn and
// reported to the probe. Nothing else calls ImGui's or ImDrawList's text functions.
// UI thread, inside a layer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

enum class Fit : std::uint8_t {
    ellipsis,  // One line, cut with an ellipsis where it is too long.
    wrap,      // Lines broken at spaces; the last that fits is cut.
    whole,     // One line that shrinks to two thirds before it is cut: batch and order numbers.
};
enum class Align : std::uint8_t { left, centre, right };
enum class Stand : std::uint8_t { top, middle, bottom };

struct TextStyle {
    float size = 26;  // Design pixels of the em.
    Weight weight = Weight::regular;
    Token colour = Token::ink;
    Align align = Align::left;
    Stand stand = Stand::middle;
    Fit fit = Fit::ellipsis;

    TextStyle sized(float s) const { return with(&TextStyle::size, s); }
    TextStyle in(Token c) const { return with(&TextStyle::colour, c); }
    TextStyle right() const { return with(&TextStyle::align, Align::right); }
    TextStyle centred() const { return with(&TextStyle::align, Align::centre); }
    TextStyle top() const { return with(&TextStyle::stand, Stand::top); }
    TextStyle bottom() const { return with(&TextStyle::stand, Stand::bottom); }
    TextStyle wrapped() const { return with(&TextStyle::fit, Fit::wrap); }
    TextStyle whole() const { return with(&TextStyle::fit, Fit::whole); }
    TextStyle medium() const { return with(&TextStyle::weight, Weight::medium); }

private:
    template <typename T>
    TextStyle with(T TextStyle::*field, T value) const {
        TextStyle copy = *this;
        copy.*field = value;
        return copy;
    }
};

// The type scale.
namespace type {
inline constexpr TextStyle kHint{20, Weight::regular, Token::ink3};
inline constexpr TextStyle kSmall{22, Weight::regular, Token::ink2};
inline constexpr TextStyle kHeading{24, Weight::medium, Token::ink2};  // Above a card's content.
inline constexpr TextStyle kBody{26, Weight::regular, Token::ink};
inline constexpr TextStyle kStrong{26, Weight::medium, Token::ink};
inline constexpr TextStyle kLead{34, Weight::regular, Token::ink2};
inline constexpr TextStyle kItem{28, Weight::medium, Token::ink};
inline constexpr TextStyle kSubtitle{40, Weight::medium, Token::ink};
inline constexpr TextStyle kTitle{46, Weight::medium, Token::ink};
inline constexpr TextStyle kNumber{60, Weight::medium, Token::ink};
inline constexpr TextStyle kBigNumber{92, Weight::medium, Token::ink};
inline constexpr TextStyle kHugeNumber{132, Weight::medium, Token::ink};
}  // namespace type

/// Draws `string` into `rect` and gives back the box of what was drawn. Text from outside may be
/// anything: invalid UTF-8, control and bidi characters are drawn as U+FFFD.
Rect text(const Ui& ui, const Rect& rect, std::string_view string, const TextStyle& style = {});

/// Width in pixels on one line, and the height of a line.
float text_width(const Ui& ui, std::string_view string, const TextStyle& style);
float line_height(const Ui& ui, const TextStyle& style);
/// Height in pixels of the wrapped text at this width.
float wrapped_height(const Ui& ui, std::string_view string, const TextStyle& style, float width_px);

/// A number with its unit on the same baseline, the unit smaller and quieter, and perhaps a `tail`
/// at the right edge. Nothing is wrapped; where the room is short all of it shrinks together. With
/// Align::right number and unit end at the right edge. Numbers are ink: a state is told by a tag.
Rect number(const Ui& ui, const Rect& rect, std::string_view value, std::string_view unit,
            const TextStyle& value_style = type::kBigNumber,
            const TextStyle& unit_style = type::kLead, std::string_view tail = {});

/// An icon (app/ui/icons.h) whose box of `design_px` is centred in `rect`.
void draw_icon(const Ui& ui, const Rect& rect, const char* glyph, float design_px, Token colour);

/// `string` as it may be drawn.
std::string displayable(std::string_view string);

}  // namespace lini::ui
