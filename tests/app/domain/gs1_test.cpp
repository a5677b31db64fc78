#include "app/domain/gs1.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

namespace lini::gs1 {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

const std::string kGs(1, kSeparator);

std::string code_of(std::string_view data) {
    const auto fields = parse(data);
    return fields ? "" : fields.error().code;
}

TEST_CASE("check digits agree with the examples of the GS1 specification") {
    // GS1 General Specifications, section 7.9, and well-known retail articles.
    CHECK(check_digit("629104150021") == '3');
    CHECK(check_digit("37610425002123456") == '9');
    CHECK(check_digit("400638133393") == '1');
    CHECK(check_digit("0899123456701") == '3');
}

TEST_CASE("no single wrong digit passes the check digit") {
    const std::string right = std::string("0899123456701") + check_digit("0899123456701");
    REQUIRE(has_valid_check_digit(right));
    for (std::size_t at = 0; at < right.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = right;
            wrong[at] = digit;
            CHECK(has_valid_check_digit(wrong) == (digit == right[at]));
        }
    }
}

TEST_CASE("a check digit is refused where there are no digits") {
    CHECK_FALSE(has_valid_check_digit(""));
    CHECK_FALSE(has_valid_check_digit("0"));
    CHECK_FALSE(has_valid_check_digit("0899123A567013"));
}

TEST_CASE("a carton label comes apart into its four fields") {
    const auto fields = parse(
        "0108991234567013"
        "17281130"
        "10GLW-2611-014" +
        kGs + "21L2A00097");
    REQUIRE(fields);
    CHECK(*fields == std::vector<Field>{{"01", "08991234567013"},
                                        {"17", "281130"},
                                        {"10", "GLW-2611-014"},
                                        {"21", "L2A00097"}});
    CHECK(human_readable(*fields) == "(01)08991234567013(17)281130(10)GLW-2611-014(21)L2A00097");
    REQUIRE(find(*fields, "10") != nullptr);
    CHECK(*find(*fields, "10") == "GLW-2611-014");
    CHECK(find(*fields, "37") == nullptr);
}

TEST_CASE("what format writes, parse reads back") {
    const std::vector<Field> fields = {
        {"01", "08991234567013"}, {"17", "281130"}, {"10", "A/1-b"}, {"21", "L2A1"}};
    const auto text = format(fields);
    REQUIRE(text);
    CHECK(*text ==
          "010899123456701317281130"
          "10A/1-b" +
              kGs + "21L2A1");
    const auto back = parse(*text);
    REQUIRE(back);
    CHECK(*back == fields);
}

TEST_CASE("fields of predefined length are written first") {
    const auto text = format({{"10", "B7"}, {"21", "S1"}, {"17", "281130"}});
    REQUIRE(text);
    CHECK(*text == "1728113010B7" + kGs + "21S1");
}

TEST_CASE("format refuses what parse would refuse") {
    CHECK(format({}).error().code == "gs1_length");
    CHECK(format({{"09", "X"}}).error().code == "gs1_unknown_ai");
    CHECK(format({{"10", ""}}).error().code == "gs1_length");
    CHECK(format({{"10", "123456789012345678901"}}).error().code == "gs1_length");
    CHECK(format({{"10", "A" + kGs + "21X"}}).error().code == "gs1_charset");
    CHECK(format({{"01", "08991234567014"}}).error().code == "gs1_check_digit");
    CHECK(format({{"17", "281131"}}).error().code == "gs1_date");
}

TEST_CASE("separators that are needless but legal are read") {
    CHECK(code_of("0108991234567013" + kGs + "10A").empty());
    CHECK(code_of("10A" + kGs).empty());
}

TEST_CASE("element strings that lie are refused by what is wrong with them") {
    CHECK(code_of("") == "gs1_length");
    CHECK(code_of("1") == "gs1_unknown_ai");
    CHECK(code_of("09ABC") == "gs1_unknown_ai");
    CHECK(code_of(kGs + "10A") == "gs1_unknown_ai");
    CHECK(code_of("10A" + kGs + kGs + "21B") == "gs1_unknown_ai");
    CHECK(code_of("10") == "gs1_length");
    CHECK(code_of("010899123456701") == "gs1_length");
    CHECK(code_of("0108991234" + kGs + "567013") == "gs1_length");
    CHECK(code_of("10123456789012345678901") == "gs1_length");
    CHECK(code_of("37123456789") == "gs1_length");
    CHECK(code_of("37A") == "gs1_charset");
    CHECK(code_of("10A B") == "gs1_charset");
    CHECK(code_of("10\xC3\xA9") == "gs1_charset");
    CHECK(code_of(std::string("10A\0B", 5)) == "gs1_charset");
    CHECK(code_of("0108991234567014") == "gs1_check_digit");
    CHECK(code_of("00376104250021234568") == "gs1_check_digit");
    CHECK(code_of("17000000") == "gs1_date");
    CHECK(code_of("17310230") == "gs1_date");
}

TEST_CASE("a SSCC with its content comes apart") {
    const auto fields = parse(
        "00376104250021234569"
        "0208991234567013"
        "1728113037240" +
        kGs + "10GLW-2611-014");
    REQUIRE(fields);
    CHECK(*find(*fields, "37") == "240");
    CHECK(*find(*fields, "02") == "08991234567013");
}

TEST_CASE("day 00 is the last of its month") {
    CHECK(parse_date("281100") == Date{year{2028}, month{11}, day{30}});
    CHECK(parse_date("280200") == Date{year{2028}, month{2}, day{29}});
    CHECK(parse_date("270200") == Date{year{2027}, month{2}, day{28}});
}

TEST_CASE("dates that do not exist are no dates") {
    for (const char* text : {"000000", "310230", "270229", "281301", "280001", "281132", "28113",
                             "2811300", "28113A", ""}) {
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("two digits of a year mean the nearest century") {
    CHECK(parse_date("260101") == Date{year{2026}, month{1}, day{1}});
    CHECK(parse_date("760101") == Date{year{2076}, month{1}, day{1}});
    CHECK(parse_date("770101") == Date{year{1977}, month{1}, day{1}});
    CHECK(parse_date("000101") == Date{year{2000}, month{1}, day{1}});
}

TEST_CASE("a date survives its two-digit form") {
    const Date date{year{2028}, month{2}, day{29}};
    CHECK(format_date(date) == "280229");
    CHECK(parse_date(format_date(date)) == date);
}

}  // namespace
}  // namespace lini::gs1
