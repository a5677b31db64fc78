#include "app/import/strict_json.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

Parsed<nlohmann::json> read(std::string_view text) {
    return read_strict_json("a.json", text, {1024, 4});
}

TEST_CASE("a key named twice in one object is refused where it stands") {
    CHECK(refused_with(read(R"({"a": 1, "a": 2})"), "json_twice", "/a"));
    CHECK(refused_with(read(R"([{"b": [{"a": 1, "c": 2, "a": 1}]}])"), "json_twice", "/0/b/0/a"));
    CHECK(refused_with(read(R"({"a": 1, "\u0061": 2})"), "json_twice", "/a"));
    CHECK(read(R"([{"a": 1}, {"a": 1}])"));
}

TEST_CASE("the point of a fault within arrays is the element that has it") {
    CHECK(refused_with(read("[1, 2, 2.5]"), "number_fraction", "/2"));
    CHECK(refused_with(read(R"({"a/b": [[0], [0, 1e2]]})"), "number_fraction", "/a~1b/1/1"));
}

TEST_CASE("numbers are whole and fit, or the file is refused") {
    CHECK(refused_with(read(R"({"a": 1.0})"), "number_fraction", "/a"));
    CHECK(refused_with(read(R"({"a": 1e3})"), "number_fraction", "/a"));
    CHECK(refused_with(read(R"({"a": 9223372036854775808})"), "number_huge", "/a"));
    CHECK(refused_with(read(R"({"a": 99999999999999999999999})"), "number_huge", "/a"));
    CHECK(refused_with(read(R"({"a": NaN})"), "json_syntax", "/a"));
    CHECK(refused_with(read(R"({"a": Infinity})"), "json_syntax", "/a"));
    CHECK(refused_with(read(R"({"a": 1,5})"), "json_syntax", "/a"));
    REQUIRE(read(R"({"a": 9223372036854775807})"));
    CHECK(read("[-9223372036854775808]"));
}

TEST_CASE("a syntax fault names line and column") {
    const auto parsed = read("{\n  \"a\": 1,\n  oops\n}");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error()[0].key == "json_syntax");
    CHECK(parsed.error()[0].line == 3);
    CHECK(parsed.error()[0].column == 3);
    CHECK_FALSE(read("{\"a\": 1"));
    CHECK_FALSE(read("{} {}"));
    CHECK_FALSE(read("// no comments\n{}"));
    CHECK_FALSE(read("{\"a\": 1,}"));
}

TEST_CASE("invalid UTF-8 is refused with its place, whole or escaped") {
    const auto parsed = read("{\"a\":\n \"\xC3\x28\"}");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error()[0].key == "not_utf8");
    CHECK(parsed.error()[0].line == 2);
    CHECK_FALSE(read("\"\xED\xA0\x80\""));  // A surrogate on its own.
    CHECK_FALSE(read(R"("\ud800")"));       // The same, escaped.
    CHECK_FALSE(read("\"\xC0\xAF\""));      // Overlong "/".
    CHECK_FALSE(read("\xFF\xFE{\0}\0"));    // UTF-16.
    CHECK(read("\"\xF0\x9F\xA7\xB4\""));
}

TEST_CASE("size and depth are bounded") {
    CHECK(refused_with(read(""), "file_empty", ""));
    CHECK(refused_with(read("\"" + std::string(1023, 'x') + "\""), "file_large", ""));
    CHECK(read("[[[[1]]]]"));
    CHECK(refused_with(read("[[[[[1]]]]]"), "json_deep", "/0/0/0/0"));
    CHECK_FALSE(read_strict_json("a.json", std::string(1'000'000, '['), {2'000'000, 16}));
}

}  // namespace
}  // namespace lini::test
