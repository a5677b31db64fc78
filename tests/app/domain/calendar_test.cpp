#include "app/domain/calendar.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

const std::vector<Shift> kShifts{{1, 7 * 60}, {2, 15 * 60}, {3, 23 * 60}};

// 2026-11-21 hh:mm in Jakarta.
std::int64_t jakarta(int hour, int minute) {
    const auto day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};
    const auto utc = day + std::chrono::hours{hour - 7} + std::chrono::minutes{minute};
    return std::chrono::duration_cast<std::chrono::microseconds>(utc.time_since_epoch()).count();
}

}  // namespace

TEST_CASE("a night shift keeps the business date that it began on") {
    const auto before = stamp_at(jakarta(23, 30), ClockState::synced, "Asia/Jakarta", kShifts);
    const auto after = stamp_at(jakarta(24, 30), ClockState::synced, "Asia/Jakarta", kShifts);
    REQUIRE(before->shift == 3);
    REQUIRE(after->shift == 3);
    REQUIRE(iso_date(before->business_date) == "2026-11-21");
    REQUIRE(iso_date(after->business_date) == "2026-11-21");
    const auto morning = stamp_at(jakarta(24 + 7, 0), ClockState::synced, "Asia/Jakarta", kShifts);
    REQUIRE(morning->shift == 1);
    REQUIRE(iso_date(morning->business_date) == "2026-11-22");
}

TEST_CASE("the same instant is another hour in each Indonesian zone") {
    REQUIRE(local_time(jakarta(14, 5), "Asia/Jakarta")->minute_of_day == 14 * 60 + 5);
    REQUIRE(local_time(jakarta(14, 5), "Asia/Makassar")->minute_of_day == 15 * 60 + 5);
    REQUIRE(local_time(jakarta(14, 5), "Asia/Jayapura")->minute_of_day == 16 * 60 + 5);
    REQUIRE_FALSE(local_time(jakarta(14, 5), "Asia/Nowhere"));
}

TEST_CASE("days that do not exist are no dates") {
    REQUIRE(parse_iso_date("2028-02-29"));
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01",
                             "2026-01-0a", "", "2026-01-011"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_iso_date(text));
    }
}
