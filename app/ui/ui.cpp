#include "app/ui/ui.h"

#include <algorithm>

namespace lini::ui {

Regions regions(const Ui& ui) {
    Rect rest{0, 0, ui.scale.width_px, ui.scale.height_px};
    Regions out;
    out.bar = rest.cut_top(ui.scale.touch(72));
    out.rail = rest.cut_left(ui.scale.narrow() ? ui.scale.touch(96) : ui.px(132));
    out.content_area = rest;
    const float margin = ui.px(ui.scale.narrow() ? 24 : 32);
    out.content = rest.inset(margin);
    // A bar that grew for the finger takes its room from the margins first.
    const float spare = std::min((out.bar.height() - ui.px(72)) / 2, margin - ui.px(8));
    out.content.y0 -= spare;
    out.content.y1 += spare;
    return out;
}

Rect cut_action_column(const Ui& ui, Rect& content, float design_px) {
    const float width = ui.scale.narrow() ? std::min(design_px, 520.0F) : design_px;
    return content.cut_right(ui.px(width), ui.px(24));
}

}  // namespace lini::ui
