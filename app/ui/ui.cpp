#include "app/ui/ui.h"

#include <algorithm>

namespace lini::ui {

Regions regions(const Ui& ui) {
    Rect rest{0, 0, ui.scale.width_px, ui.scale.height_px};
    Regions out;
    out.bar = rest.cut_top(ui.px(72));
    out.rail = rest.cut_left(ui.scale.narrow() ? ui.scale.touch(96) : ui.px(132));
    out.content_area = rest;
    out.content = rest.inset(ui.px(ui.scale.narrow() ? 24 : 32));
    return out;
}

Rect cut_action_column(const Ui& ui, Rect& content, float design_px) {
    const float width = ui.scale.narrow() ? std::min(design_px, 520.0F) : design_px;
    return content.cut_right(ui.px(width), ui.px(24));
}

}  // namespace lini::ui
