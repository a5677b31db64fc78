// What every screen is handed to draw with: theme, fonts, scale, language and, in scenarios, the
// probe that hears what was drawn. Lives for one frame; UI thread only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/draw_probe.h"
#include "app/ui/fonts.h"
#include "app/ui/format.h"
#include "app/ui/locale.h"
#include "app/ui/rect.h"
#include "app/ui/scale.h"
#include "app/ui/theme.h"

namespace lini::ui {

struct Ui {
    const Theme& theme;
    const Fonts& fonts;
    const Locale& locale;
    Scale scale;
    DrawProbe* probe = nullptr;  // Null: nobody listens.

    float px(float design_px) const { return scale.px(design_px); }
    ImU32 colour(Token token, float alpha = 1.0F) const { return theme.colour(token, alpha); }

    std::string tr(std::string_view key, const Args& args = {}) const {
        return locale.tr(key, args);
    }
    std::string count(std::int64_t value) const { return count_text(locale.language(), value); }
    std::string decimal(std::int64_t scaled, int decimals) const {
        return decimal_text(locale.language(), scaled, decimals);
    }
    std::string percent(std::int64_t basis_points) const {
        return percent_text(locale.language(), basis_points);
    }
    std::string rupiah(std::int64_t amount) const { return rupiah_text(locale.language(), amount); }
};

/// The fixed places of the screen: status bar on top, rail at the left, content inside its margin.
struct Regions {
    Rect bar;
    Rect rail;
    Rect content;       // Inside the outer margin.
    Rect content_area;  // All that is neither bar nor rail: what an answer covers.
};
Regions regions(const Ui& ui);

/// The action column, always at the right of the content, `design_px` (500 to 620) wide, at most
/// 520 on a narrow screen; `content` keeps the rest, a gap away.
Rect cut_action_column(const Ui& ui, Rect& content, float design_px = 558);

}  // namespace lini::ui
