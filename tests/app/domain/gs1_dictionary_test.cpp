#include "app/domain/gs1_dictionary.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/barcode.h"
#include "app/domain/gs1.h"

namespace lini::gs1 {
namespace {

const std::string kGs(1, kSeparator);

std::string code_of(std::string_view data) {
    const auto fields = parse(data);
    return fields ? "" : fields.error().code;
}

std::string pairs_of(std::string_view data) {
    const auto fields = parse(data);
    REQUIRE(fields);
    const auto excluded = check_exclusions(*fields);
    if (!excluded) return excluded.error().code + " " + excluded.error().detail;
    const auto companions = check_companions(*fields);
    return companions ? "" : companions.error().code + " " + companions.error().detail;
}

/// The link's fields as "(01)…(10)…", or the code of what is wrong.
std::string link(std::string_view uri) {
    const auto fields = parse_digital_link(uri);
    return fields ? human_readable(*fields) : fields.error().code;
}

}  // namespace

TEST_CASE("the list is whole and names its edition") {
    int known = 0;
    for (int ai = 0; ai < 10'000; ++ai) {
        const std::string four = std::to_string(10'000 + ai).substr(1);
        for (const std::size_t digits : {2u, 3u, 4u}) {
            const bool canonical =
                digits == 4 || four.substr(digits) == std::string(4 - digits, '0');
            if (canonical && is_identifier(four.substr(0, digits))) ++known;
        }
    }
    // Of two, three and four digits.
    CHECK(known == 26 + 37 + 473);
    CHECK(dictionary_edition() == "f7e477f17d48 of 2025");
}

TEST_CASE("no identifier begins another, so that a code comes apart in one way only") {
    for (int ai = 0; ai < 10'000; ++ai) {
        const std::string four = std::to_string(10'000 + ai).substr(1);
        int found = 0;
        for (const std::size_t digits : {2u, 3u, 4u}) {
            found += is_identifier(four.substr(0, digits)) ? 1 : 0;
        }
        CHECK(found <= 1);
    }
}

TEST_CASE("identifiers of three and four digits are read, with their lengths") {
    const auto fields = parse(
        "0108991234567013"
        "3103001250"
        "7003281130"
        "2359" +
        kGs + "235ABC" + kGs +
        "8008281130"
        "1059" +
        kGs + "240X");
    REQUIRE(fields);
    CHECK(human_readable(*fields) ==
          "(01)08991234567013(3103)001250(7003)2811302359(235)ABC(8008)2811301059(240)X");
    CHECK(code_of("3103"
                  "00125") == "gs1_length");
    CHECK(code_of("3106"
                  "001250") == "gs1_unknown_ai");
    CHECK(code_of("422"
                  "360") == "");
    CHECK(code_of("422"
                  "3601") == "gs1_length");
    CHECK(code_of("423"
                  "360702") == "");
    CHECK(code_of("423"
                  "3607") == "gs1_length");
    CHECK(code_of("253"
                  "8991234567013") == "");
    CHECK(code_of("253"
                  "8991234567014") == "gs1_check_digit");
    CHECK(code_of("8010"
                  "AB-/#9") == "");
    CHECK(code_of("8010"
                  "ab") == "gs1_charset");
}

TEST_CASE("only fields of predefined length go without a separator") {
    CHECK(*format({{"422", "360"}, {"01", "08991234567013"}, {"3103", "001250"}}) ==
          "0108991234567013"
          "3103001250"
          "422360");
}

TEST_CASE("dates and times that do not exist are refused, day 00 where the rule allows it") {
    CHECK(code_of("17"
                  "281100") == "");
    CHECK(code_of("4326"
                  "281100") == "gs1_date");
    CHECK(code_of("7003"
                  "2811302400") == "gs1_date");
    CHECK(code_of("7003"
                  "2811302360") == "gs1_date");
    CHECK(code_of("4324"
                  "2811002359") == "");
    CHECK(code_of("7250"
                  "20000229") == "");
    CHECK(code_of("7250"
                  "19000229") == "gs1_date");
    CHECK(code_of("7250"
                  "20000100") == "gs1_date");
}

TEST_CASE("fields that exclude each other are found in one code") {
    CHECK(pairs_of("0108991234567013"
                   "37"
                   "24")
              .starts_with("gs1_contradiction (01)"));
    CHECK(pairs_of("0108991234567013"
                   "0208991234567013")
              .starts_with("gs1_contradiction (02)"));
    CHECK(pairs_of("0108991234567013"
                   "3103001250"
                   "3102001250")
              .starts_with("gs1_contradiction"));
    CHECK(pairs_of("0108991234567013"
                   "3103001250"
                   "3203001250")
              .empty());
}

TEST_CASE("fields that need another are found over all codes of a label") {
    CHECK(pairs_of("10B1") == "gs1_companion_missing (10)");
    CHECK(pairs_of("0108991234567013"
                   "10B1" +
                   kGs + "21S1")
              .empty());
    CHECK(pairs_of("00376104250021234569"
                   "0208991234567013"
                   "37240" +
                   kGs + "10B1")
              .empty());
    CHECK(pairs_of("0208991234567013"
                   "37240") == "gs1_companion_missing (37)");
    CHECK(pairs_of("0108991234567013"
                   "250X") == "gs1_companion_missing (250)");
}

TEST_CASE("a Digital Link is read: key, qualifiers, attributes, whatever the domain") {
    CHECK(link("https://id.gs1.org/01/08991234567013/10/B%2F1/21/S1?17=281130&utm=x#f") ==
          "(01)08991234567013(10)B/1(21)S1(17)281130");
    CHECK(link("HTTP://brand.example:8080/some/stem/01/08991234567013/10/B1") ==
          "(01)08991234567013(10)B1");
    CHECK(link("https://id.gs1.org/01/8991234567013") == "(01)08991234567013");
    CHECK(link("https://id.gs1.org/00/376104250021234569/") == "(00)376104250021234569");
    CHECK(link("https://id.gs1.org/01/08991234567013/235/TPX") == "(01)08991234567013(235)TPX");
}

TEST_CASE("what is no Digital Link, and a link with a wrong value, are told apart") {
    for (const std::string other :
         {"", "https://", "https:///01/08991234567013", "ftp://id.gs1.org/01/08991234567013",
          "https://example.com/", "https://example.com/page?01=08991234567013",
          "https://id.gs1.org/10/B1", "https://id.gs1.org/01/08991234567013/21/S1/10/B1",
          "https://id.gs1.org/01/08991234567013/235/X/10/B1", "https://id.gs1.org/01"}) {
        INFO(other);
        CHECK(link(other) == "gs1_no_link");
    }
    CHECK(link("https://id.gs1.org/01/08991234567014") == "gs1_check_digit");
    CHECK(link("https://id.gs1.org/01/0899123456701") == "gs1_check_digit");
    CHECK(link("https://id.gs1.org/01/08991234567013/10/A%2") == "gs1_charset");
    CHECK(link("https://id.gs1.org/01/08991234567013/10/A%0A") == "gs1_charset");
    CHECK(link("https://id.gs1.org/01/08991234567013?17=281131") == "gs1_date");
    CHECK(link("https://id.gs1.org/01/08991234567013/10/") == "gs1_no_link");
    CHECK(link("https://id.gs1.org/01/" + std::string(4000, '1')) == "gs1_no_link");
}

TEST_CASE("a scanned Digital Link means what its element string means") {
    const Barcode code =
        read_barcode("]Q1", "https://id.gs1.org/01/08991234567013/10/GLW-1/21/S1?17=281130");
    const auto* label = std::get_if<LabelCode>(&code);
    REQUIRE(label != nullptr);
    CHECK(label->gtin == "08991234567013");
    CHECK(label->batch == BatchNo("GLW-1"));
    CHECK(label->serial == Serial("S1"));
    CHECK(label->expires.has_value());
    CHECK(std::holds_alternative<Refusal>(
        read_barcode("", "https://id.gs1.org/01/08991234567014/10/GLW-1")));
    CHECK_FALSE(std::holds_alternative<LabelCode>(read_barcode("", "https://example.com/promo")));
}

TEST_CASE("a code whose fields exclude each other is refused") {
    const Barcode code = read_barcode("]d2",
                                      "0108991234567013"
                                      "10B1" +
                                          kGs + "3724");
    const auto* refusal = std::get_if<Refusal>(&code);
    REQUIRE(refusal != nullptr);
    CHECK(refusal->key == "gs1_pair");
}

}  // namespace lini::gs1
