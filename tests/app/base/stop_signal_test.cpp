#include "app/base/stop_signal.h"

#include <csignal>

#include <catch2/catch_test_macros.hpp>

namespace lini {

TEST_CASE("a signal to stop is noted and ends nothing by itself") {
    watch_stop_signals();
    CHECK_FALSE(stop_signalled());
    REQUIRE(std::raise(SIGTERM) == 0);
    CHECK(stop_signalled());
}

}  // namespace lini
