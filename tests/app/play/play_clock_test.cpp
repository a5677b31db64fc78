#include "app/play/play_clock.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

struct StoppedClock final : Clock {
    std::int64_t now_utc_us() const override { return 0; }
    std::int64_t monotonic_us() const override { return monotonic; }
    std::int64_t monotonic = 1000;
};

}  // namespace

TEST_CASE("a played clock runs with the machine's, and passes time on both faces") {
    StoppedClock machine;
    PlayClock clock(machine, 5'000);
    machine.monotonic += 7;
    CHECK(clock.now_utc_us() == 5'007);
    clock.advance(100);
    CHECK(clock.now_utc_us() == 5'107);
    CHECK(clock.monotonic_us() == 1'107);
}

TEST_CASE("a clock turned back is back on the wall and never monotonically") {
    StoppedClock machine;
    PlayClock clock(machine, 5'000);
    clock.advance(100);
    clock.set(1'000);
    CHECK(clock.now_utc_us() == 1'000);
    CHECK(clock.monotonic_us() == 1'100);
}

}  // namespace lini
