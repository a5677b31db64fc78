#include "app/base/utf8.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace lini {
namespace {

TEST_CASE("every well-formed length of UTF-8 is taken apart") {
    const auto value = [](std::string_view text) {
        const CodePoint point = next_code_point(text);
        REQUIRE(point.valid);
        REQUIRE(point.length == text.size());
        return point.value;
    };
    CHECK(value("A") == 0x41);
    CHECK(value("é") == 0xE9);
    CHECK(value("…") == 0x2026);
    CHECK(value("\xF0\x9F\x8F\xAD") == 0x1F3ED);
    CHECK(value(std::string_view("\0", 1)) == 0);
    CHECK(value("\xF4\x8F\xBF\xBF") == 0x10FFFF);
}

TEST_CASE("malformed UTF-8 gives its first byte as a stray and goes on behind it") {
    for (const std::string_view text :
         {"\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x8F", "\xC3\x28"}) {
        const CodePoint point = next_code_point(text);
        CHECK_FALSE(point.valid);
        CHECK(point.length == 1);
        CHECK(point.value == static_cast<unsigned char>(text[0]));
    }
}

TEST_CASE("overlong forms, surrogates and values past the last plane are not UTF-8") {
    CHECK_FALSE(is_valid_utf8("\xC0\xAF"));          // '/' in two bytes.
    CHECK_FALSE(is_valid_utf8("\xE0\x80\xAF"));      // '/' in three.
    CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));      // U+D800.
    CHECK_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // U+110000.
    CHECK(is_valid_utf8("\xED\x9F\xBF\xEE\x80\x80"));
    CHECK(is_valid_utf8(""));
}

TEST_CASE("control characters and bidi controls count as unprintable, letters do not") {
    for (const std::uint32_t c : {0x00u, 0x1Du, 0x7Fu, 0x85u, 0x202Eu, 0x2066u, 0x200Fu, 0xFEFFu}) {
        CHECK(is_unprintable(c));
    }
    for (const std::uint32_t c : {0x20u, 0x41u, 0xE9u, 0x2026u, 0x4E2Du, 0x1F3EDu}) {
        CHECK_FALSE(is_unprintable(c));
    }
}

}  // namespace
}  // namespace lini
