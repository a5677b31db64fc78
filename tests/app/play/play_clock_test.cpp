#include "app/play/play_clock.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {

TEST_CASE("a played clock stands until time passes, on both faces") {
    PlayClock clock(5'000);
    const std::int64_t before = clock.monotonic_us();
    CHECK(clock.now_utc_us() == 5'000);
    clock.advance(100);
    CHECK(clock.now_utc_us() == 5'100);
    CHECK(clock.monotonic_us() == before + 100);
}

TEST_CASE("a clock turned back is back on the wall and never monotonically") {
    PlayClock clock(5'000);
    clock.advance(100);
    const std::int64_t before = clock.monotonic_us();
    clock.set(1'000);
    CHECK(clock.now_utc_us() == 1'000);
    CHECK(clock.monotonic_us() == before);
}

}  // namespace lini
