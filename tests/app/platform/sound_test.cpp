#include "app/platform/sound.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {

TEST_CASE("sound that is off takes any number of tones and does nothing") {
    Sound sound(false);
    for (int i = 0; i < 1000; ++i) sound.play(Tone::accepted);
    SUCCEED();
}

TEST_CASE("sound on a machine without a device is silent and ends") {
    Sound sound(true);
    for (int i = 0; i < 1000; ++i) sound.play(Tone::unknown);
    SUCCEED();
}

}  // namespace lini
