#include "app/play/scenario.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>

namespace lini {
namespace {

Error error_of(std::string_view text) {
    const auto steps = parse_scenario(text);
    REQUIRE_FALSE(steps);
    return steps.error();
}

}  // namespace

TEST_CASE("a scenario line is a verb, words and quoted words") {
    const auto steps = parse_scenario("# a comment\n\n  see \"Catat 250 baik\"\r\nenter 250\n");
    REQUIRE(steps);
    REQUIRE(steps->size() == 2);
    CHECK((*steps)[0].line == 3);
    CHECK((*steps)[0].verb == "see");
    CHECK((*steps)[0].args == std::vector<std::string>{"Catat 250 baik"});
    CHECK((*steps)[1].line == 4);
    CHECK((*steps)[1].args == std::vector<std::string>{"250"});
}

TEST_CASE("escapes give any byte, NUL and invalid UTF-8 too") {
    const auto steps = parse_scenario(R"(scan "10AB\x1d21\x00\xff\\ \"q\"")");
    REQUIRE(steps);
    using namespace std::string_literals;
    CHECK((*steps)[0].args[0] == "10AB\x1d" "21\x00\xff\\ \"q\""s);
}

TEST_CASE("an empty quoted word is a word: the empty scan") {
    const auto steps = parse_scenario("scan \"\"");
    REQUIRE(steps);
    CHECK((*steps)[0].args == std::vector<std::string>{""});
}

TEST_CASE("a scenario that cannot be read names its line and is not played at all") {
    CHECK(error_of("see a\nsea b").detail == "line 2: no such verb: sea");
    CHECK(error_of("see \"open").detail == "line 1: a quote is open");
    CHECK(error_of("restart now").detail == "line 1: wrong number of arguments for restart");
    CHECK(error_of("scan").detail == "line 1: wrong number of arguments for scan");
    CHECK(error_of("scan \\q").detail == "line 1: unknown escape in \\q");
    CHECK(error_of("see \xff").detail == "line 1: not UTF-8");
    CHECK(error_of(std::string(kScenarioBytesMax + 1, ' ')).detail == "too large");
    CHECK(read_scenario("/nowhere/x.play").error().code == "file_unreadable");
}

TEST_CASE("durations and moments are read exactly or not at all") {
    CHECK(parse_duration_us("90s") == 90'000'000);
    CHECK(parse_duration_us("250ms") == 250'000);
    CHECK(parse_duration_us("2d") == 172'800'000'000);
    for (const char* bad : {"", "s", "-1s", "1", "1w", "1.5h", "99999999999999999999s", "9999d"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_duration_us(bad));
    }
    CHECK(parse_moment_us("1970-01-01T00:00:01Z") == 1'000'000);
    CHECK(parse_moment_us("2026-11-21T08:00:00+07:00") == 1'795'222'800'000'000);
    for (const char* bad : {"", "2026-11-21", "2026-02-30T08:00:00Z", "2026-11-21T08:00:00",
                            "2026-11-21T08:00:00Z later", "2026-11-21T08:00:00-"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_moment_us(bad));
    }
}

TEST_CASE("a screen size is two numbers within reason") {
    REQUIRE(parse_size("1024x768"));
    CHECK(parse_size("1024x768")->height == 768);
    for (const char* bad : {"", "1024", "1024x", "x768", "1024x768x1", "0x0", "99999x768"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_size(bad));
    }
}

TEST_CASE("every verb is explained in the README of the scenarios") {
    std::ifstream file(std::string(LINI_SOURCE_DIR) + "/tests/scenarios/README.md");
    std::ostringstream text;
    text << file.rdbuf();
    for (const VerbRow& verb : scenario_verbs()) {
        CAPTURE(verb.name);
        CHECK(text.str().find("`" + std::string(verb.name)) != std::string::npos);
    }
}

}  // namespace lini

TEST_CASE("every line that the table of rules names stands in its scenario") {
    const std::string folder = LINI_SOURCE_DIR "/tests/scenarios/";
    std::ifstream readme(folder + "README.md");
    const std::regex row("\\| `([a-z_]+)` \\| `(.*)` \\|$");
    int rows = 0;
    for (std::string line; std::getline(readme, line);) {
        std::smatch found;
        if (!std::regex_search(line, found, row)) continue;
        ++rows;
        std::ifstream play(folder + found[1].str() + ".play");
        bool stands = false;
        for (std::string step; std::getline(play, step);) stands = stands || step == found[2];
        INFO(line);
        CHECK(stands);
    }
    CHECK(rows > 40);
}
