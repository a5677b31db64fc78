// Filled areas, outlines and rules: like text, every area that may cover something is drawn and
// reported here. UI thread, inside a layer.
#pragma once

#include <cstdint>

#include "app/ui/ui.h"

namespace lini::ui {

inline constexpr float kTagRadius = 8;
inline constexpr float kButtonRadius = 12;
inline constexpr float kCardRadius = 14;

void fill(const Ui& ui, const Rect& rect, Token colour, float radius = 0, float alpha = 1);
/// `thickness` in design pixels, drawn inside `rect`.
void outline(const Ui& ui, const Rect& rect, Token colour, float radius, float thickness);
/// A line of one design pixel along the bottom of `rect`.
void rule(const Ui& ui, const Rect& rect, Token colour = Token::line2);

/// A picture that the graphics card keeps (ImGui's ImTextureID), stretched over `rect`.
void picture(const Ui& ui, const Rect& rect, std::uint64_t texture);

enum class EdgeSide : unsigned char { left, top };
/// A coloured edge that follows the rounded corners of `rect`.
void edge(const Ui& ui, const Rect& rect, Token colour, float radius,
          EdgeSide side = EdgeSide::left, float thickness = 8);

/// A card on the ground; gives back the room inside its padding.
Rect card(const Ui& ui, const Rect& rect);

/// A tile on a card; gives back the room inside its padding.
Rect tile(const Ui& ui, const Rect& rect);
/// A tile that tells a state by its edge.
Rect tile(const Ui& ui, const Rect& rect, Token edge_colour, EdgeSide side = EdgeSide::left);

}  // namespace lini::ui
