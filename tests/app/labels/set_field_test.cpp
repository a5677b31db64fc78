#include <string>

#include <catch2/catch_test_macros.hpp>

#include "app/labels/label_data.h"

namespace lini {
namespace {

std::string refused(std::string_view name, std::string_view value) {
    LabelData data;
    const auto set = set_field(data, name, value);
    return set ? "" : set.error().code;
}

}  // namespace

TEST_CASE("what no record holds can be set, and reads as labels say it") {
    LabelData data;
    REQUIRE(set_field(data, "material", "Niacinamide"));
    REQUIRE(set_field(data, "amount", "12,500 kg"));
    REQUIRE(set_field(data, "keep_until", "2031-12-31"));
    REQUIRE(set_field(data, "held_count", "1200"));
    CHECK(field_value(data, "material") == "Niacinamide");
    CHECK(field_value(data, "amount") == "12,500 kg");
    CHECK(field_value(data, "keep_until") == "31-12-2031");
    CHECK(field_value(data, "held") == "1.200");
    CHECK(field_value(data, "held_count") == "1200");
}

TEST_CASE("what the records say, and every secret, cannot be set") {
    for (const char* name : {"batch", "product", "client", "gtin", "exp", "serial", "carton_no",
                             "content", "person", "role", "card_code", "held"}) {
        CAPTURE(name);
        CHECK(refused(name, "1") == "label_field_fixed");
    }
}

TEST_CASE("a value that is none, or too long, is refused and changes nothing") {
    CHECK(refused("colour", "red") == "label_field_unknown");
    CHECK(refused("", "red") == "label_field_unknown");
    CHECK(refused("keep_until", "31-12-2031") == "label_field_wrong");
    CHECK(refused("keep_until", "2031-02-30") == "label_field_wrong");
    for (const char* count : {"", "0", "-1", "12x", "100000000", "99999999999999999999"}) {
        CAPTURE(count);
        CHECK(refused("held_count", count) == "label_field_wrong");
    }
    CHECK(refused("material", std::string(kFieldCharactersMax, 'x')).empty());
    CHECK(refused("material", std::string(kFieldCharactersMax + 1, 'x')) == "label_field_wrong");
    CHECK(refused("material", "a\xff") == "label_field_wrong");
    LabelData data;
    data.held_count = 7;
    CHECK_FALSE(set_field(data, "held_count", "x"));
    CHECK(data.held_count == 7);
}

}  // namespace lini
