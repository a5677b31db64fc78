#include "drivers/printer/code128.h"

#include <memory>

#include <zint.h>
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/bar_symbol.h"

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

/// As zint draws it, which chooses the subsets itself.
std::vector<bool> drawn_by_zint(const std::string& data, int symbology, int mode) {
    const std::unique_ptr<zint_symbol, void (*)(zint_symbol*)> symbol(
        ZBarcode_Create(), [](zint_symbol* s) { ZBarcode_Delete(s); });
    symbol->symbology = symbology;
    symbol->input_mode = mode;
    const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
    REQUIRE(ZBarcode_Encode(symbol.get(), bytes, static_cast<int>(data.size())) == 0);
    std::vector<bool> bars;
    for (int i = 0; i < symbol->width; ++i) {
        bars.push_back((symbol->encoded_data[0][i >> 3] >> (i & 7) & 1) != 0);
    }
    return bars;
}

}  // namespace

TEST_CASE("every symbol is drawn as zint draws it") {
    // Data for which both choose the same subsets, 50 characters at a time.
    std::string data;
    for (int i = 0; i < 100; ++i) {
        data += static_cast<char>('0' + i / 10);
        data += static_cast<char>('0' + i % 10);
    }
    for (char c = ' '; c <= '~'; ++c) {
        data += c;
        data += c >= '0' && c <= '9' ? 'x' : '-';
    }
    for (std::size_t from = 0; from < data.size(); from += 50) {
        const std::string part = data.substr(from, 50);
        INFO(part);
        CHECK(code128_bars(*code128_symbols(part, false)) ==
              drawn_by_zint(part, BARCODE_CODE128, DATA_MODE));
    }
    CHECK(code128_bars(*code128_symbols("011899123456701010AB\x1d"
                                        "21CD",
                                        true)) ==
          drawn_by_zint("[01]18991234567010[10]AB[21]CD", BARCODE_GS1_128, GS1_MODE));
}

TEST_CASE("a preview is as wide as the printer is told to draw, also where zint would be shorter") {
    LabelBarcode barcode;
    barcode.data = "L2-1-0000042";
    const auto symbol = bar_symbol(barcode);
    REQUIRE(symbol);
    CHECK(symbol->columns == code128_modules(*code128_symbols(barcode.data, false)));
    CHECK(symbol->columns >
          static_cast<int>(drawn_by_zint(barcode.data, BARCODE_CODE128, DATA_MODE).size()));
}

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
