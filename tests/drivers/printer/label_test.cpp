#include "drivers/printer/label.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;

TEST_CASE("millimetres become the nearest dot") {
    CHECK(dots(25.0, Resolution{8.0}) == 200);
    CHECK(dots(0.06, Resolution{8.0}) == 0);
    CHECK(dots(0.07, Resolution{8.0}) == 1);
    CHECK(dots(kLabelLengthMaxMm, Resolution{24.0}) == 24000);
}

TEST_CASE("only values without a predefined length are separated") {
    CHECK(element_string({{"01", "08991234567894"}, {"17", "270331"}, {"10", "L"}, {"21", "1"}}) ==
          "01089912345678941727033110L\x1d"
          "211");
    CHECK(element_string({{"21", "1"}, {"10", "L"}}) ==
          "211\x1d"
          "10L");
    CHECK(element_string({{"10", "L"}}) == "10L");
    CHECK(element_text({{"01", "08991234567894"}, {"10", "L"}}) == "(01)08991234567894(10)L");
}

TEST_CASE("an AI's predefined length covers AI and value") {
    CHECK(predefined_length("01") == 16);
    CHECK(predefined_length("3103") == 10);
    CHECK(predefined_length("410") == 16);
    CHECK(predefined_length("10") == 0);
    CHECK(predefined_length("37") == 0);
    CHECK(predefined_length("4") == 0);
}

TEST_CASE("cut text fits and never ends in half a character") {
    const std::string text =
        "Kr\xc3\xa9m Pelembap \xe2\x80\x9c"
        "Ayu\xe2\x80\x9d 50 g";
    for (double width_mm = 3.0; width_mm < 40.0; width_mm += 0.5) {
        const std::string cut = printed_text(text, 3.0, width_mm);
        CHECK(text_width_mm(cut, 3.0) <= width_mm);
        const std::string kept = cut == text ? cut : cut.substr(0, cut.size() - 3);
        CHECK(text.substr(0, kept.size()) == kept);
        CHECK((kept.size() == text.size() || (text[kept.size()] & 0xC0) != 0x80));
    }
}
