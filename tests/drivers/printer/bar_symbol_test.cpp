// What a symbol takes at most, against what zint draws.
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/bar_symbol.h"

using namespace lini;

namespace {

/// Runs of one kind of character after the other, as numbers, codes and names are made of.
std::string random_content(std::mt19937& random, std::size_t length) {
    constexpr std::string_view kKinds[] = {"0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                           "abcdefghijklmnopqrstuvwxyz", "-./_%+"};
    std::string content;
    while (content.size() < length) {
        const std::string_view kind = kKinds[random() % std::size(kKinds)];
        for (std::size_t run = 1 + random() % 8; run > 0; --run) {
            content += kind[random() % kind.size()];
        }
    }
    content.resize(length);
    return content;
}

void check_bound(const LabelBarcode& barcode) {
    const auto bound = symbol_bound(barcode);
    const auto drawn = bar_symbol(barcode);
    INFO(human_readable_text(barcode));
    REQUIRE(bound);
    REQUIRE(drawn);
    CHECK(bound->linear == drawn->linear);
    CHECK(bound->columns >= drawn->columns);
    CHECK(bound->rows >= drawn->rows);
    if (drawn->linear) CHECK(bound->columns == drawn->columns);
}

}  // namespace

TEST_CASE("no symbol is drawn larger than its bound, and a linear one as wide") {
    std::mt19937 random(11);
    for (int i = 0; i < 4000; ++i) {
        LabelBarcode barcode;
        barcode.data = random_content(random, 1 + random() % 48);
        barcode.symbology = Symbology::code128;
        check_bound(barcode);
        barcode.symbology = Symbology::datamatrix;
        barcode.data = random_content(random, 1 + random() % 150);
        check_bound(barcode);
        barcode.gs1 = {{"01", "18991234567010"},
                       {"17", "311231"},
                       {"10", random_content(random, 1 + random() % 20)},
                       {"21", random_content(random, 1 + random() % 20)}};
        barcode.symbology = Symbology::gs1_datamatrix;
        check_bound(barcode);
        barcode.gs1.erase(barcode.gs1.begin(), barcode.gs1.begin() + 2);
        barcode.symbology = Symbology::gs1_128;
        check_bound(barcode);
    }
}

TEST_CASE("a bound is no guess: what only drawing tells has none") {
    LabelBarcode barcode;
    barcode.symbology = Symbology::qr;
    barcode.data = "https://lini.example/B-1";
    CHECK_FALSE(symbol_bound(barcode));
    barcode.symbology = Symbology::code128;
    barcode.data = "\xc3\xa9";
    CHECK_FALSE(symbol_bound(barcode));
    barcode.data.clear();
    CHECK_FALSE(symbol_bound(barcode));
    barcode.symbology = Symbology::datamatrix;
    barcode.data.assign(1001, '1');
    CHECK_FALSE(symbol_bound(barcode));
}
