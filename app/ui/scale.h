// How large a design pixel is on this screen, and which of the layout's smaller forms it takes.
// Values only; any thread.
#pragma once

#include <algorithm>

namespace lini::ui {

inline constexpr float kTouchMinMm = 15.0F;
inline constexpr float kPrimaryMinMm = 20.0F;

/// Sizes in the screens are for 96 dpi at 1080 px of height: factor = min(dpi / 96, height / 1080).
struct Scale {
    float width_px = 1920;
    float height_px = 1080;
    float dpi = 96;
    float factor = 1;

    /// Screens without a believable size report nonsense, so the dpi is held to 72..400.
    static Scale of(float width_px, float height_px, float dpi) {
        const float real = std::clamp(dpi, 72.0F, 400.0F);
        return {width_px, height_px, real, std::min(real / 96.0F, height_px / 1080.0F)};
    }
    float px(float design_px) const { return design_px * factor; }
    float mm(float millimetres) const { return millimetres * dpi / 25.4F; }
    /// A touch target's side: as drawn, but never under 15 mm of the real screen.
    float touch(float design_px) const { return std::max(px(design_px), mm(kTouchMinMm)); }
    /// The one primary button's height: never under 20 mm.
    float primary() const { return std::max(px(136), mm(kPrimaryMinMm)); }
    /// Below 900 px the number shares a row with the mode switch.
    bool compact() const { return height_px < 900; }
    /// The rail is icons only and a third column folds under (1280x800).
    bool narrow() const { return width_px / factor < 1800; }
    /// So narrow that beside the action column only one column of content has room (1024x768).
    bool tiny() const { return width_px / factor < 1500; }
};

}  // namespace lini::ui
