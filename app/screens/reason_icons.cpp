#include "app/screens/reason_icons.h"

#include <array>
#include <utility>

#include "app/ui/icons.h"

namespace lini {

const char* reason_icon(std::string_view name) {
    // Names as Material Icons has them, so a playbook's author can look them up.
    static constexpr std::array<std::pair<std::string_view, const char*>, 9> kIcons{{
        {"water_damage", ui::icon::kWaterDamage},
        {"opacity", ui::icon::kOpacity},
        {"water_drop", ui::icon::kWaterDrop},
        {"label_off", ui::icon::kLabelOff},
        {"broken_image", ui::icon::kBrokenImage},
        {"palette", ui::icon::kPalette},
        {"warning", ui::icon::kWarning},
        {"scale", ui::icon::kScale},
        {"more_horiz", ui::icon::kMoreHoriz},
    }};
    for (const auto& [key, glyph] : kIcons) {
        if (key == name) return glyph;
    }
    return ui::icon::kMoreHoriz;
}

}  // namespace lini
