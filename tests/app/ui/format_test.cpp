#include "app/ui/format.h"

#include <limits>

#include <catch2/catch_test_macros.hpp>

namespace lini::ui {

constexpr Language kId = Language::id;
constexpr Language kEn = Language::en;

TEST_CASE("counts are grouped as the language does") {
    CHECK(count_text(kId, 0) == "0");
    CHECK(count_text(kId, 999) == "999");
    CHECK(count_text(kId, 7250) == "7.250");
    CHECK(count_text(kEn, 7250) == "7,250");
    CHECK(count_text(kId, 1000000) == "1.000.000");
    CHECK(count_text(kId, -1250) == "−1.250");
}

TEST_CASE("the largest numbers do not overflow") {
    CHECK(count_text(kEn, std::numeric_limits<std::int64_t>::max()) == "9,223,372,036,854,775,807");
    CHECK(count_text(kEn, std::numeric_limits<std::int64_t>::min()) ==
          "−9,223,372,036,854,775,808");
}

TEST_CASE("scaled integers keep every decimal they were measured with") {
    CHECK(decimal_text(kId, 512, 2) == "5,12");
    CHECK(decimal_text(kEn, 512, 2) == "5.12");
    CHECK(decimal_text(kId, 450, 2) == "4,50");
    CHECK(decimal_text(kId, 5, 2) == "0,05");
    CHECK(decimal_text(kId, -5, 2) == "−0,05");
    CHECK(decimal_text(kId, 123456789, 3) == "123.456,789");
}

TEST_CASE("percent shows basis points without rounding up to a threshold") {
    CHECK(percent_text(kId, 7250) == "72,5%");
    CHECK(percent_text(kEn, 7250) == "72.5%");
    CHECK(percent_text(kId, 7000) == "70%");
    CHECK(percent_text(kId, 6999) == "69,99%");
    CHECK(percent_text(kId, 0) == "0%");
    CHECK(percent_text(kId, 10000) == "100%");
}

TEST_CASE("rupiah are whole and close to their sign") {
    CHECK(rupiah_text(kId, 135000000) == "Rp135.000.000");
    CHECK(rupiah_text(kEn, 135000000) == "Rp135,000,000");
    CHECK(rupiah_text(kId, -5000) == "−Rp5.000");
}

TEST_CASE("dates and times are two digits each and have no seconds") {
    const Moment moment{2026, 3, 5, 9, 7};
    CHECK(date_text(moment) == "05-03-2026");
    CHECK(day_text(moment) == "05-03");
    CHECK(day_time_text(moment) == "05-03 09:07");
    CHECK(clock_text({2026, 11, 21, 13, 53}) == "13:53");
}

}  // namespace lini::ui
