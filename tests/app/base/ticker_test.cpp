#include "app/base/ticker.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <semaphore>

using namespace lini;

TEST_CASE("a ticker runs again and again, and not once more after it is gone") {
    std::counting_semaphore<> ran(0);
    std::atomic<int> runs{0};
    {
        const Ticker ticker(std::chrono::milliseconds(1), [&] {
            ++runs;
            ran.release();
        });
        for (int i = 0; i < 3; ++i) ran.acquire();
    }
    const int at_end = runs;
    CHECK(at_end >= 3);
    CHECK(runs == at_end);
}

TEST_CASE("a ticker that is destroyed while it pauses does not wait for the pause") {
    std::atomic<int> runs{0};
    { const Ticker ticker(std::chrono::hours(24), [&] { ++runs; }); }
    CHECK(runs == 0);
}
