// A rectangle on the screen in pixels, and the cuts that lay a screen out.
// Values only; any thread.
#pragma once

#include <algorithm>

#include "imgui.h"

namespace lini::ui {

struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    float width() const { return x1 - x0; }
    float height() const { return y1 - y0; }
    ImVec2 min() const { return {x0, y0}; }
    ImVec2 max() const { return {x1, y1}; }
    ImVec2 centre() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    bool empty() const { return x1 <= x0 || y1 <= y0; }
    bool contains(ImVec2 p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
    /// True where `inner` lies inside, give or take `slack` pixels of rounding.
    bool contains(const Rect& inner, float slack = 1.0F) const {
        return inner.x0 >= x0 - slack && inner.y0 >= y0 - slack && inner.x1 <= x1 + slack &&
               inner.y1 <= y1 + slack;
    }
    Rect meet(const Rect& o) const {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
    Rect inset(float d) const { return inset(d, d); }
    Rect inset(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 - dx, y1 - dy}; }
    Rect moved(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }

    /// Takes a strip off one side and gives it back; `gap` more is dropped between the two.
    Rect cut_left(float w, float gap = 0) {
        const Rect taken{x0, y0, std::min(x0 + w, x1), y1};
        x0 = std::min(taken.x1 + gap, x1);
        return taken;
    }
    Rect cut_right(float w, float gap = 0) {
        const Rect taken{std::max(x1 - w, x0), y0, x1, y1};
        x1 = std::max(taken.x0 - gap, x0);
        return taken;
    }
    Rect cut_top(float h, float gap = 0) {
        const Rect taken{x0, y0, x1, std::min(y0 + h, y1)};
        y0 = std::min(taken.y1 + gap, y1);
        return taken;
    }
    Rect cut_bottom(float h, float gap = 0) {
        const Rect taken{x0, std::max(y1 - h, y0), x1, y1};
        y1 = std::max(taken.y0 - gap, y0);
        return taken;
    }

    /// Column `i` of `n` equal ones with `gap` between them; `row` likewise.
    Rect column(int i, int n, float gap = 0) const {
        const float w = (width() - gap * static_cast<float>(n - 1)) / static_cast<float>(n);
        const float left = x0 + (w + gap) * static_cast<float>(i);
        return {left, y0, left + w, y1};
    }
    Rect row(int i, int n, float gap = 0) const {
        const float h = (height() - gap * static_cast<float>(n - 1)) / static_cast<float>(n);
        const float top = y0 + (h + gap) * static_cast<float>(i);
        return {x0, top, x1, top + h};
    }
    /// The part between two fractions of the width: the columns of a table.
    Rect part(float from, float to) const {
        return {x0 + width() * from, y0, x0 + width() * to, y1};
    }
    /// A rectangle of this size around the centre.
    Rect centred(float w, float h) const {
        const ImVec2 c = centre();
        return {c.x - w / 2, c.y - h / 2, c.x + w / 2, c.y + h / 2};
    }
};

}  // namespace lini::ui
