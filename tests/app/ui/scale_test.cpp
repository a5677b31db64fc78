#include "app/ui/scale.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using Catch::Approx;

namespace lini::ui {

TEST_CASE("the design is drawn at its own size on 1920x1080 at 96 dpi") {
    CHECK(Scale::of(1920, 1080, 96).factor == Approx(1.0));
    CHECK(Scale::of(3840, 2160, 192).factor == Approx(2.0));
    CHECK(Scale::of(1920, 1080, 192).factor == Approx(1.0));
    CHECK(Scale::of(3840, 2160, 96).factor == Approx(1.0));
    CHECK(Scale::of(1024, 768, 96).factor == Approx(768.0 / 1080));
}

TEST_CASE("no touch target is under 15 mm and the primary not under 20 mm on any screen") {
    for (const float dpi : {72.0F, 96.0F, 128.0F, 166.0F, 220.0F, 300.0F}) {
        for (const float height : {768.0F, 800.0F, 1080.0F, 2160.0F}) {
            const Scale scale = Scale::of(height * 4 / 3, height, dpi);
            const float px_per_mm = dpi / 25.4F;
            CHECK(scale.touch(84) >= 15 * px_per_mm - 0.01F);
            CHECK(scale.primary() >= 20 * px_per_mm - 0.01F);
        }
    }
}

TEST_CASE("a touch target that is large enough keeps its drawn size") {
    CHECK(Scale::of(1920, 1080, 96).touch(84) == Approx(84));
    CHECK(Scale::of(1920, 1080, 96).primary() == Approx(136));
}

TEST_CASE("a screen that lies about its size is not believed") {
    CHECK(Scale::of(1920, 1080, 0).dpi == Approx(72));
    CHECK(Scale::of(1920, 1080, 90000).dpi == Approx(400));
}

TEST_CASE("small screens take the smaller forms of the layout") {
    CHECK_FALSE(Scale::of(1920, 1080, 96).compact());
    CHECK_FALSE(Scale::of(1920, 1080, 96).narrow());
    CHECK(Scale::of(1280, 800, 96).compact());
    CHECK(Scale::of(1280, 800, 96).narrow());
    CHECK_FALSE(Scale::of(1280, 800, 96).tiny());
    CHECK(Scale::of(1024, 768, 96).tiny());
}

}  // namespace lini::ui
