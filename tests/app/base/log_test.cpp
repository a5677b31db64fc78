#include "app/base/log.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace lini::log {
namespace {

TEST_CASE("ordinary text goes into the log as it is") {
    CHECK(printable("Serum Vitamin C 30 ml — Rp135.000.000") ==
          "Serum Vitamin C 30 ml — Rp135.000.000");
    CHECK(printable("").empty());
}

TEST_CASE("outside text cannot start a line of its own in the log") {
    const std::string shown = printable("LOT1\n2026-01-01 error forged\r");
    CHECK(shown.find('\n') == std::string::npos);
    CHECK(shown.find('\r') == std::string::npos);
    CHECK(shown == "LOT1\\u{a}2026-01-01 error forged\\u{d}");
}

TEST_CASE("control characters, bidi overrides and invalid bytes are spelled out") {
    CHECK(printable(std::string_view("a\0b", 3)) == "a\\u{0}b");
    CHECK(printable("01\x1d"
                    "17") == "01\\u{1d}17");
    CHECK(printable("\xE2\x80\xAE") == "\\u{202e}");
    CHECK(printable("\xC3(") == "\\xc3(");
}

TEST_CASE("a very long text is cut, and the cut is shown") {
    const std::string shown = printable(std::string(10'000, 'x'));
    CHECK(shown.size() < 210);
    CHECK(shown.ends_with("…"));
    CHECK(printable(std::string(200, 'x')) == std::string(200, 'x'));
}

}  // namespace
}  // namespace lini::log
