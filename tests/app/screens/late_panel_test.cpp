#include "app/screens/late_panel.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;

TEST_CASE("four digits are the last such moment of the local clock, up to a day ago") {
    Stamp now;
    now.at_utc_us = std::int64_t{1'795'230'000} * 1'000'000;  // 2026-11-21 10:40 in Jakarta.
    const auto local = local_time(now.at_utc_us, now.zone);
    REQUIRE(local);
    for (const char* digits : {"0000", "0759", "1040", "1041", "2359"}) {
        CAPTURE(digits);
        const auto moment = last_moment_at(digits, now);
        REQUIRE(moment);
        CHECK(*moment <= now.at_utc_us);
        CHECK(*moment > now.at_utc_us - std::int64_t{24} * 3600 * 1'000'000);
        const auto then = local_time(*moment, now.zone);
        const std::string text(digits);
        CHECK(then->minute_of_day == std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(2)));
    }
    for (const char* digits : {"", "1", "104", "2400", "1060", "9999"}) {
        CHECK_FALSE(last_moment_at(digits, now));
    }
}
