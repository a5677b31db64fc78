#include "app/terminal/scan_log.h"

#include <sys/stat.h>

#include <cctype>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/terminal/desk_rig.h"

using namespace lini;

namespace {

const std::string kToken = "0123456789abcdef0123456789abcdef";

ScanPayload payload_of(std::string data, std::uint64_t sequence) {
    ScanPayload payload;
    payload.aim_id = "]C1";
    payload.data = std::move(data);
    payload.device = "Zebra";
    payload.sequence = sequence;
    payload.at_utc_us = 1'000'000;
    return payload;
}

std::vector<nlohmann::json> logged(const std::string& folder) {
    const auto lines = last_lines(folder + "/scans.log", 100);
    REQUIRE(lines);
    std::vector<nlohmann::json> objects;
    for (const std::string& line : *lines) objects.push_back(nlohmann::json::parse(line));
    return objects;
}

}  // namespace

TEST_CASE("raw scans are kept in order, with their control characters visible") {
    const testing::TempFolder folder;
    {
        ScanLog log(folder.path());
        log.note(payload_of("10LOT\x1d" "21SER", 1));
        log.note(RefusedScan{ScanRefusal::interrupted, 5, "Zebra", 2'000'000, 2});
        ScanPayload again = payload_of("10LOT", 3);
        again.repeat = true;
        log.note(again);
        log.note_blocked(payload_of("10LOT21SER", 4));
    }
    const auto lines = logged(folder.path());
    REQUIRE(lines.size() == 4);
    CHECK(lines[0]["data"] == "10LOT<GS>21SER");
    CHECK(lines[0]["aim_id"] == "]C1");
    CHECK(lines[0]["sequence"] == 1);
    CHECK(lines[1]["refused"] == "interrupted");
    CHECK(lines[1]["bytes"] == 5);
    CHECK(lines[2]["repeat"] == true);
    CHECK(lines[3]["refused"] == "blocked");
    CHECK_FALSE(lines[3].contains("data"));
    struct stat status {};
    REQUIRE(::stat((std::string(folder.path()) + "/scans.log").c_str(), &status) == 0);
    CHECK((status.st_mode & 0077) == 0);
}

TEST_CASE("no token of an ID card reaches the log, in whatever case and company it comes") {
    const testing::TempFolder folder;
    {
        ScanLog log(folder.path());
        const std::string prefix(kIdCardPrefix);
        std::string upper = prefix + kToken;
        for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        log.note(payload_of(prefix + kToken, 1));
        log.note(payload_of(upper, 2));
        log.note(payload_of("xx" + prefix + kToken + "yy", 3));
        log.note_blocked(payload_of(kToken, 4));
    }
    const auto lines = last_lines(std::string(folder.path()) + "/scans.log", 100);
    REQUIRE(lines);
    REQUIRE(lines->size() == 4);
    for (const std::string& line : *lines) {
        CHECK(line.find("0123456789abcdef") == std::string::npos);
        CHECK(line.find("0123456789ABCDEF") == std::string::npos);
    }
}
