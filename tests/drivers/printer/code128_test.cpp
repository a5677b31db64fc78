#include "drivers/printer/code128.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

std::string drawn(std::string_view data, bool gs1 = false) {
    const auto symbols = code128_symbols(data, gs1);
    REQUIRE(symbols);
    std::string out;
    for (const Code128Symbol& symbol : *symbols) {
        switch (symbol.step) {
            case Code128Step::start_b: out += "B"; break;
            case Code128Step::start_c: out += "C"; break;
            case Code128Step::code_b: out += "|B"; break;
            case Code128Step::fnc1: out += "#"; break;
            case Code128Step::character: out += "'" + symbol.text; break;
            case Code128Step::pair: out += symbol.text; break;
        }
        out += ' ';
    }
    return out;
}

}  // namespace

TEST_CASE("leading digits go in pairs, the rest one by one") {
    CHECK(drawn("123456AB") == "C 12 34 56 |B 'A 'B ");
    CHECK(drawn("12") == "C 12 ");
    CHECK(drawn("123") == "B '1 '2 '3 ");
    CHECK(drawn("AB123456") == "B 'A 'B '1 '2 '3 '4 '5 '6 ");
}

TEST_CASE("no single character is left behind a switch at the end") {
    CHECK(drawn("12345") == "C 12 |B '3 '4 '5 ");
    CHECK(drawn("1234x") == "C 12 |B '3 '4 'x ");
}

TEST_CASE("FNC1 stands first in GS1 and between values in either subset") {
    CHECK(drawn("1012\x1d"
                "2112",
                true) == "C # 10 12 # 21 12 ");
    CHECK(drawn("10A\x1d"
                "21B",
                true) == "B # '1 '0 'A # '2 '1 'B ");
}

TEST_CASE("the width counts start, check character and stop pattern") {
    CHECK(code128_modules(*code128_symbols("12", false)) == 11 * 3 + 13);
}

TEST_CASE("what subset B has not is refused") {
    CHECK_FALSE(code128_symbols("", false));
    CHECK_FALSE(code128_symbols("a\tb", false));
    CHECK_FALSE(code128_symbols("a\x7f", false));
    CHECK_FALSE(code128_symbols("\xc3\xa9", false));
}
