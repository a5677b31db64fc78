#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace lini::ui {
namespace {

// In the order of Token.
constexpr Theme kLight{false, {0xE7EAED, 0xF8F9FA, 0xFFFFFF, 0xCDD3D9, 0xE1E5E9, 0x161B20, 0x4F5A65,
                               0x66717C, 0x17324D, 0xFFFFFF, 0x4C6A88, 0xF2C14E, 0x14683A, 0xDDF1E4,
                               0x8F5200, 0xFCEFD6, 0xA01F18, 0xFADFDC, 0x1F5FA8, 0xDEEAF7}};
constexpr Theme kDark{true, {0x14181C, 0x1C2228, 0x242B33, 0x39434D, 0x2C343D, 0xEEF2F5, 0xA9B4BF,
                             0x8B97A3, 0xD7E3EF, 0x10202F, 0x86A3BF, 0xC79A2E, 0x62C88B, 0x163524,
                             0xF0B24A, 0x3A2B10, 0xFF8A80, 0x401B18, 0x8FBBEA, 0x16293E}};

constexpr double kText = 4.5;
constexpr double kNumber = 7.0;

constexpr std::array kPairs = {
    Pair{Token::ink, Token::ground, kNumber},       Pair{Token::ink, Token::surface, kNumber},
    Pair{Token::ink, Token::raised, kNumber},       Pair{Token::ink, Token::line2, kNumber},
    Pair{Token::ink, Token::good_bg, kNumber},      Pair{Token::ink, Token::hold_bg, kNumber},
    Pair{Token::ink, Token::bad_bg, kNumber},       Pair{Token::ink, Token::info_bg, kNumber},
    Pair{Token::ink2, Token::ground, kText},        Pair{Token::ink2, Token::surface, kText},
    Pair{Token::ink2, Token::raised, kText},        Pair{Token::ink2, Token::line2, kText},
    Pair{Token::ink2, Token::good_bg, kText},       Pair{Token::ink2, Token::hold_bg, kText},
    Pair{Token::ink2, Token::bad_bg, kText},        Pair{Token::ink2, Token::info_bg, kText},
    Pair{Token::ink3, Token::surface, kText},       Pair{Token::ink3, Token::raised, kText},
    Pair{Token::on_action, Token::action, kNumber}, Pair{Token::on_action, Token::hold, kText},
    Pair{Token::on_action, Token::bad, kText},      Pair{Token::good, Token::good_bg, kText},
    Pair{Token::good, Token::surface, kText},       Pair{Token::good, Token::raised, kText},
    Pair{Token::hold, Token::hold_bg, kText},       Pair{Token::hold, Token::surface, kText},
    Pair{Token::hold, Token::raised, kText},        Pair{Token::bad, Token::bad_bg, kText},
    Pair{Token::bad, Token::surface, kText},        Pair{Token::bad, Token::raised, kText},
    Pair{Token::info, Token::info_bg, kText},       Pair{Token::info, Token::surface, kText},
    Pair{Token::info, Token::raised, kText},
};

double channel(ImU32 colour, int shift) {
    const double c = static_cast<double>((colour >> shift) & 0xFFU) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 colour) {
    return 0.2126 * channel(colour, IM_COL32_R_SHIFT) + 0.7152 * channel(colour, IM_COL32_G_SHIFT) +
           0.0722 * channel(colour, IM_COL32_B_SHIFT);
}

}  // namespace

Token ink_of(State state) {
    switch (state) {
        case State::good: return Token::good;
        case State::hold: return Token::hold;
        case State::bad: return Token::bad;
        case State::info: return Token::info;
        case State::neutral: break;
    }
    return Token::ink2;
}

Token ground_of(State state) {
    switch (state) {
        case State::good: return Token::good_bg;
        case State::hold: return Token::hold_bg;
        case State::bad: return Token::bad_bg;
        case State::info: return Token::info_bg;
        case State::neutral: break;
    }
    return Token::line2;
}

ImU32 Theme::colour(Token token, float alpha) const {
    const std::uint32_t c = rgb[static_cast<std::size_t>(token)];
    const auto a = static_cast<std::uint32_t>(std::lround(alpha * 255.0F));
    return IM_COL32((c >> 16) & 0xFFU, (c >> 8) & 0xFFU, c & 0xFFU, a);
}

const Theme& light_theme() { return kLight; }
const Theme& dark_theme() { return kDark; }

double contrast(ImU32 a, ImU32 b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

ImU32 blend(ImU32 top, ImU32 below) {
    const ImU32 alpha = (top >> IM_COL32_A_SHIFT) & 0xFFU;
    ImU32 result = 0xFFU << IM_COL32_A_SHIFT;
    for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
        const ImU32 over = ((top >> shift) & 0xFFU) * alpha;
        const ImU32 under = ((below >> shift) & 0xFFU) * (255U - alpha);
        result |= ((over + under + 127U) / 255U) << shift;
    }
    return result;
}

std::span<const Pair> pairs_in_use() { return kPairs; }

}  // namespace lini::ui
