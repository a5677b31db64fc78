#include "app/ui/shape.h"

#include <algorithm>
#include <cmath>

namespace lini::ui {
namespace {

float line_px(const Ui& ui, float thickness) {
    return std::max(1.0F, std::round(ui.px(thickness)));
}

}  // namespace

void fill(const Ui& ui, const Rect& rect, Token colour, float radius, float alpha) {
    if (rect.empty()) return;
    const ImU32 c = ui.colour(colour, alpha);
    ImGui::GetWindowDrawList()->AddRectFilled(rect.min(), rect.max(), c, ui.px(radius));
    if (ui.probe != nullptr) ui.probe->add_fill(rect, c);
}

void outline(const Ui& ui, const Rect& rect, Token colour, float radius, float thickness) {
    const float t = line_px(ui, thickness);
    const Rect middle = rect.inset(t / 2);
    ImGui::GetWindowDrawList()->AddRect(middle.min(), middle.max(), ui.colour(colour),
                                        std::max(0.0F, ui.px(radius) - t / 2), 0, t);
}

void rule(const Ui& ui, const Rect& rect, Token colour) {
    const float t = line_px(ui, 1);
    fill(ui, {rect.x0, std::round(rect.y1 - t), rect.x1, std::round(rect.y1)}, colour);
}

void picture(const Ui& ui, const Rect& rect, std::uint64_t texture) {
    if (rect.empty()) return;
    ImGui::GetWindowDrawList()->AddImageRounded(static_cast<ImTextureID>(texture), rect.min(),
                                                rect.max(), {0, 0}, {1, 1}, IM_COL32_WHITE,
                                                ui.px(kButtonRadius));
    outline(ui, rect, Token::line, kButtonRadius, 1);
}

void edge(const Ui& ui, const Rect& rect, Token colour, float radius, EdgeSide side,
          float thickness) {
    // The whole rounded shape, clipped to a strip: the edge then ends where the corner does.
    Rect strip = rect;
    if (side == EdgeSide::left) {
        strip = strip.cut_left(line_px(ui, thickness));
    } else {
        strip = strip.cut_top(line_px(ui, thickness));
    }
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect(strip.min(), strip.max(), true);
    list->AddRectFilled(rect.min(), rect.max(), ui.colour(colour), ui.px(radius));
    list->PopClipRect();
    if (ui.probe != nullptr) ui.probe->add_fill(strip, ui.colour(colour));
}

Rect card(const Ui& ui, const Rect& rect) {
    fill(ui, rect, Token::raised, kCardRadius);
    if (ui.theme.dark) outline(ui, rect, Token::line2, kCardRadius, 1);
    return rect.inset(ui.px(ui.scale.narrow() ? 24 : 32), ui.px(ui.scale.narrow() ? 24 : 28));
}

Rect tile(const Ui& ui, const Rect& rect) {
    fill(ui, rect, Token::surface, kButtonRadius);
    outline(ui, rect, Token::line2, kButtonRadius, 1);
    return rect.inset(ui.px(26), ui.px(20));
}

Rect tile(const Ui& ui, const Rect& rect, Token edge_colour, EdgeSide side) {
    Rect inside = tile(ui, rect);
    edge(ui, rect, edge_colour, kButtonRadius, side);
    if (side == EdgeSide::left) inside.cut_left(ui.px(8));
    if (side == EdgeSide::top) inside.cut_top(ui.px(6));
    return inside;
}

}  // namespace lini::ui
