#include "drivers/printer/zpl_status.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

std::string reply(const std::string& first, const std::string& second) {
    return "\x02" + first + "\x03\r\n\x02" + second + "\x03\r\n\x02" + "1234,0\x03\r\n";
}

const std::string kFirst = "030,0,0,1245,000,0,0,0,000,0,0,0";
const std::string kSecond = "000,0,0,0,0,2,4,0,00000000,1,000";

}  // namespace

TEST_CASE("an idle Zebra can print") {
    const auto status = parse_zpl_status(reply(kFirst, kSecond));
    REQUIRE(status);
    CHECK(status->can_print());
    CHECK(status->formats_waiting == 0);
    CHECK(status->labels_remaining == 0);
}

TEST_CASE("each flag of the host status is read from its own place") {
    const auto first = [](const std::string& line) {
        return parse_zpl_status(reply(line, kSecond));
    };
    CHECK(first("030,1,0,1245,000,0,0,0,000,0,0,0")->paper_out);
    CHECK(first("030,0,1,1245,000,0,0,0,000,0,0,0")->paused);
    CHECK(first("030,0,0,1245,007,0,0,0,000,0,0,0")->formats_waiting == 7);
    CHECK(first("030,0,0,1245,000,0,0,0,000,0,0,1")->other_fault);
    const auto second = [](const std::string& line) {
        return parse_zpl_status(reply(kFirst, line));
    };
    CHECK(second("000,0,1,0,0,2,4,0,00000000,1,000")->head_open);
    CHECK(second("000,0,0,1,0,2,4,0,00000000,1,000")->ribbon_out);
    CHECK(second("000,0,0,0,0,2,4,0,00000012,1,000")->labels_remaining == 12);
}

TEST_CASE("half a status is no status") {
    const std::string whole = reply(kFirst, kSecond);
    for (std::size_t cut = 0; cut + 3 < whole.size(); ++cut) {
        CHECK_FALSE(parse_zpl_status(whole.substr(0, cut)));
    }
    CHECK_FALSE(parse_zpl_status(reply("0,0,0", kSecond)));
    CHECK_FALSE(parse_zpl_status(reply("x" + kFirst, kSecond)));
    CHECK_FALSE(parse_zpl_status(reply("99999999999,0,0,1,0,0,0,0,0,0,0,0", kSecond)));
    CHECK_FALSE(parse_zpl_status(std::string(5000, '\x02')));
}
