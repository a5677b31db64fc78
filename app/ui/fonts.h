// The fonts of the screens: Roboto for words (its digits are tabular by default), Material Icons
// merged into the regular weight. Loaded once per ImGui context; UI thread only.
#pragma once

#include <string>

#include "app/base/result.h"
#include "imgui.h"

namespace lini::ui {

enum class Weight : unsigned char { regular, medium };

/// Where Debian's fonts-roboto-unhinted and fonts-material-design-icons-iconfont put their files.
struct FontFiles {
    std::string regular = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf";
    std::string medium = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Medium.ttf";
    std::string icons =
        "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
};

/// The fonts belong to the ImGui context's atlas and live as long as it.
struct Fonts {
    ImFont* regular = nullptr;
    ImFont* medium = nullptr;

    ImFont* of(Weight weight) const { return weight == Weight::medium ? medium : regular; }

    /// Loads into the current context's atlas. Error: font_unreadable.
    static Result<Fonts> load(const FontFiles& files = {});
};

// ImGui measures a font from ascender to descender, designs measure the em. Roboto's hhea table:
// (1900 + 500) / 2048. The icons' ascender is their em and they have no descender.
inline constexpr float kLinePerEm = 2400.0F / 2048.0F;

}  // namespace lini::ui
