#include "app/ui/text.h"

#include <cmath>

#include "app/base/utf8.h"
#include "tests/app/ui/screen_rig.h"

namespace lini::ui {

TEST_CASE("text from outside is made safe to draw") {
    CHECK(displayable("Serum 30 ml · Glowria") == "Serum 30 ml · Glowria");
    CHECK(displayable(std::string_view("A\0B", 3)) ==
          "A\xEF\xBF\xBD"
          "B");
    CHECK(displayable("\xC3(") == "\xEF\xBF\xBD(");
    CHECK(displayable("abc\xE2\x80\xAE"
                      "cba") ==
          "abc\xEF\xBF\xBD"
          "cba");
    CHECK(displayable("\x1B[31m") == "\xEF\xBF\xBD[31m");
    CHECK(displayable("a\tb") == "a b");
}

TEST_CASE("invalid and endless text is drawn inside its place") {
    ScreenRig rig;
    std::string noise;
    for (int i = 0; i < 10000; ++i) noise += static_cast<char>(i * 37 % 256);
    rig.frame([&](const Ui& ui) {
        const Rect place{100, 100, 500, 200};
        CHECK(place.contains(text(ui, place, noise, type::kBody)));
        CHECK(place.contains(text(ui, place, noise, type::kBody.wrapped())));
        CHECK(place.contains(text(ui, place, std::string(10000, 'W'), type::kBody.whole())));
    });
    for (const TextMark& mark : rig.probe.texts()) {
        CHECK(is_valid_utf8(mark.full));
        CHECK(is_valid_utf8(mark.drawn));
    }
}

TEST_CASE("digits are tabular: 1.111 is as wide as 8.888") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        for (const TextStyle& style : {type::kBody, type::kStrong, type::kBigNumber}) {
            for (const char* digits : {"0000", "1111", "4444", "7777"}) {
                const float wide = text_width(ui, "8888", style);
                CHECK(std::abs(text_width(ui, digits, style) - wide) < 0.5F);
            }
        }
    });
}

TEST_CASE("a number is not broken at its thousands' dot nor a batch at its dash") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        const float width = text_width(ui, "GLW-2611-014", type::kBody) * 1.4F;
        text(ui, {100, 100, 100 + width, 300}, "7.250 GLW-2611-014", type::kBody.wrapped());
        const float line = line_height(ui, type::kBody);
        CHECK(wrapped_height(ui, "7.250 GLW-2611-014", type::kBody, width) > line * 2);
        CHECK(wrapped_height(ui, "GLW-2611-014", type::kBody, width) == line);
    });
    CHECK(rig.probe.texts()[0].drawn == rig.probe.texts()[0].full);
}

TEST_CASE("a batch number shrinks before it is cut") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        const float wide = text_width(ui, "GLW-2611-014", type::kTitle);
        text(ui, {100, 100, 100 + wide * 0.8F, 180}, "GLW-2611-014", type::kTitle.whole());
        text(ui, {100, 200, 100 + wide * 0.4F, 280}, "GLW-2611-015", type::kTitle.whole());
    });
    CHECK(rig.probe.texts()[0].drawn == "GLW-2611-014");
    CHECK(rig.probe.texts()[0].size_px < 46);
    CHECK(rig.probe.texts()[1].drawn != "GLW-2611-015");
}

TEST_CASE("right-aligned text ends at the right edge and centred text in the middle") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        const Rect place{100, 100, 500, 160};
        CHECK(std::abs(text(ui, place, "2.305", type::kBody.right()).x1 - place.x1) <= 1);
        const Rect middle = text(ui, place, "2.305", type::kBody.centred());
        CHECK(std::abs(middle.centre().x - place.centre().x) <= 1);
    });
}

TEST_CASE("a number and its unit shrink together until both are whole") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        number(ui, {100, 100, 330, 200}, "412", "/jam", type::kBigNumber, type::kLead);
    });
    REQUIRE(rig.probe.texts().size() == 2);
    CHECK(rig.probe.sight(rig.probe.texts()[0]) == Sight::seen);
    CHECK(rig.probe.sight(rig.probe.texts()[1]) == Sight::seen);
    CHECK(rig.probe.texts()[1].rect.x1 <= 331);
}

TEST_CASE("an empty text draws and reports nothing") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) { CHECK(text(ui, {100, 100, 200, 200}, "").width() == 0); });
    CHECK(rig.probe.texts().empty());
}

}  // namespace lini::ui
