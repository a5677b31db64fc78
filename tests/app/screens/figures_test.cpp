#include "app/screens/figures.h"

#include <catch2/catch_test_macros.hpp>

#include "app/screens/measured.h"
#include "tests/app/screens/sample_site.h"

namespace lini {

TEST_CASE("a share is rounded to a tenth of a percent and never up to the whole") {
    CHECK(share_basis_points(2305, 2348) == 9820);
    CHECK(share_basis_points(9999, 10'000) == 9990);
    CHECK(share_basis_points(1, 0) == 0);
    CHECK(share_basis_points(5, 5) == 10'000);
}

TEST_CASE("the threshold in units is the least count that reaches it") {
    CHECK(threshold_units(10'000, 70) == 7'000);
    CHECK(threshold_units(33, 70) == 24);
}

TEST_CASE("the output of the last hour leaves out what was taken back or is older") {
    SampleSite site;
    const std::int64_t now = site.view().stamp.at_utc_us;
    const StepCode packing("packing");
    CHECK(good_in_last_hour(site.state(site.serum), site.serum_batch, packing, now) == 412);
    const EventId last = site.last_id();
    site.add(site.serum, UserId("siti"), 63,
             OutputRecorded{site.serum_batch, packing, 100, {}, {}, {}});
    site.add(site.serum, UserId("siti"), 64,
             RecordReversed{EventId{last.terminal, 1, last.seq + 1}, "typed_wrong"});
    CHECK(good_in_last_hour(site.state(site.serum), site.serum_batch, packing, now) == 412);
}

TEST_CASE("what was counted before the terminal came is no output of the last hour") {
    SampleSite site;
    const std::int64_t now = site.view().stamp.at_utc_us;
    const StepCode packing("packing");
    site.add(site.serum, kSystemActor, 63,
             OutputRecorded{site.serum_batch, packing, 100, Entry::opening, {}, {}});
    CHECK(good_in_last_hour(site.state(site.serum), site.serum_batch, packing, now) == 412);
}

TEST_CASE("a typed value keeps the digits behind its comma") {
    CHECK(typed_decimal("5,12")->scaled == 512);
    CHECK(typed_decimal("5,12")->decimals == 2);
    CHECK(typed_decimal("0,")->scaled == 0);
    CHECK_FALSE(typed_decimal("").has_value());
    CHECK_FALSE(typed_decimal("1,2,3").has_value());
}

}  // namespace lini
