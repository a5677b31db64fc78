#include "app/ui/theme.h"

#include <string>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

namespace lini::ui {

TEST_CASE("every pair of text and ground in use reaches its contrast in both themes") {
    for (const Theme* theme : {&light_theme(), &dark_theme()}) {
        for (const Pair& pair : pairs_in_use()) {
            const double reached = contrast(theme->colour(pair.text), theme->colour(pair.ground));
            INFO((theme->dark ? "dark" : "light") << " text " << static_cast<int>(pair.text)
                                                  << " on " << static_cast<int>(pair.ground));
            CHECK(reached >= pair.at_least);
        }
    }
}

TEST_CASE("each state's word can be read on the state's own ground") {
    for (const Theme* theme : {&light_theme(), &dark_theme()}) {
        for (const State s : {State::neutral, State::good, State::hold, State::bad, State::info}) {
            CHECK(contrast(theme->colour(ink_of(s)), theme->colour(ground_of(s))) >= 4.5);
        }
    }
}

TEST_CASE("contrast is WCAG's: 21 between black and white, 1 of a colour with itself") {
    CHECK(contrast(IM_COL32_BLACK, IM_COL32_WHITE) == Catch::Approx(21.0));
    CHECK(contrast(IM_COL32(90, 90, 90, 255), IM_COL32(90, 90, 90, 255)) == Catch::Approx(1.0));
    // #767676 on white is the well-known edge of 4.5.
    const ImU32 grey = IM_COL32(0x76, 0x76, 0x76, 255);
    CHECK(contrast(grey, IM_COL32_WHITE) == Catch::Approx(4.54).margin(0.01));
}

TEST_CASE("the contrast test can fail: a hint on the ground would not do") {
    const Theme& theme = light_theme();
    CHECK(contrast(theme.colour(Token::ink3), theme.colour(Token::ground)) < 4.5);
}

TEST_CASE("a colour half transparent lies half way to what is below it") {
    CHECK(blend(IM_COL32(0, 0, 0, 255), IM_COL32_WHITE) == IM_COL32_BLACK);
    CHECK(blend(IM_COL32(0, 0, 0, 0), IM_COL32_WHITE) == IM_COL32_WHITE);
    CHECK(blend(IM_COL32(0, 0, 0, 51), IM_COL32_WHITE) == IM_COL32(204, 204, 204, 255));
}

}  // namespace lini::ui
