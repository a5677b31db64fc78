#include "app/import/document.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

const std::string kProduct = R"({
  "code": "P-1", "revision": 1, "name": "Serum", "gtin": "8991234567013",
  "carton_gtin": "18991234567010", "registration_no": "NA18261900118",
  "units_per_carton": 24, "spec_no": "SP-1",
  "tests": [{"code": "ph", "label": {"id": "pH", "en": "pH"}, "decimals": 2,
             "lower": "4.5", "upper": "5.50"}]})";

const std::string kUser = R"({"user": "u-1", "revision": 1, "name": "Siti Rahayu",
  "roles": ["operator", "qc_analyst"], "card_token": "00112233445566778899aabbccddeeff",
  "initial_pin": "246810"})";

std::string file_of(const std::string& kind, const std::string& items) {
    return R"({"kind": ")" + kind + R"(", "items": [)" + items + "]}";
}

Parsed<ImportBatch> with_product(const std::string& from, const std::string& to) {
    return import_text(file_of("products", replaced(kProduct, from, to)));
}

Parsed<ImportBatch> with_user(const std::string& from, const std::string& to) {
    return import_text(file_of("users", replaced(kUser, from, to)));
}

TEST_CASE("a product file becomes definitions with scaled limits") {
    const auto batch = import_text(file_of("products", kProduct));
    INFO(verdict(batch));
    REQUIRE(batch);
    REQUIRE(batch->items.size() == 1);
    CHECK(batch->items[0].order_no.empty());
    const auto& product = std::get<DefineProduct>(batch->items[0].action).product;
    CHECK(product.gtin == "08991234567013");
    CHECK(product.carton_gtin == "18991234567010");
    REQUIRE(product.tests.size() == 1);
    CHECK(product.tests[0].unit.empty());
    CHECK(product.tests[0].lower->scaled == 450);
    CHECK(product.tests[0].lower->decimals == 2);
    CHECK(product.tests[0].upper->scaled == 550);
    CHECK(product.content_sha256_hex.size() == 64);
}

TEST_CASE("a limit is a decimal with a point and no more digits than are measured") {
    const auto lower = [](const std::string& text) {
        return with_product(R"("4.5")", '"' + text + '"');
    };
    const std::string at = "/items/0/tests/0/lower";
    for (const char* bad : {"4,5", "4.505", "4.", ".5", "1e3", "NaN", "--4", "4.5 ", "９"}) {
        INFO(bad);
        const auto batch = lower(bad);
        CHECK(
            (refused_with(batch, "decimal_invalid", at) || refused_with(batch, "text_edges", at)));
    }
    CHECK(lower("-0.25"));
    CHECK(refused_with(lower("5.51"), "limits_crossed", "/items/0/tests/0/upper"));
    CHECK(refused_with(with_product(R"("4.5")", "4.5"), "number_fraction", at));
    const auto none = with_product(R"("lower": "4.5", "upper": "5.50")", R"("unit": "%")");
    CHECK(refused_with(none, "limit_missing", "/items/0/tests/0"));
}

TEST_CASE("a GTIN with a wrong check digit is refused") {
    CHECK(refused_with(with_product("8991234567013", "8991234567012"), "gtin_check_digit",
                       "/items/0/gtin"));
    CHECK(refused_with(with_product("8991234567013", "899123456701"), "gtin_check_digit",
                       "/items/0/gtin"));
    CHECK(refused_with(with_product("8991234567013", "89912345670"), "gtin_invalid",
                       "/items/0/gtin"));
    CHECK(refused_with(with_product("8991234567013", "18991234567010"), "gtin_twice",
                       "/items/0/carton_gtin"));
}

TEST_CASE("a user's name, card and PIN stay beside the event and out of its hash") {
    const auto batch = import_text(file_of("users", kUser));
    INFO(verdict(batch));
    REQUIRE(batch);
    const auto& user = std::get<DefineUser>(batch->items[0].action).user;
    CHECK(user.roles == std::vector{Role::operator_, Role::qc_analyst});
    CHECK(user.active);
    CHECK(batch->names[0].name == "Siti Rahayu");
    CHECK(batch->cards[0].token == "00112233445566778899aabbccddeeff");
    CHECK(batch->cards[0].initial_pin == "246810");

    const auto hash_of = [](const Parsed<ImportBatch>& b) {
        return std::get<DefineUser>(b->items[0].action).user.content_sha256_hex;
    };
    CHECK(hash_of(with_user("Siti Rahayu", "Dewi Lestari")) == user.content_sha256_hex);
    CHECK(hash_of(with_user("246810", "271828")) == user.content_sha256_hex);
    CHECK(hash_of(with_user(R"("revision": 1)", R"("revision": 2)")) == user.content_sha256_hex);
    CHECK(hash_of(with_user("qc_analyst", "supervisor")) != user.content_sha256_hex);
}

TEST_CASE("the order of keys and the spaces of a file do not change its hash") {
    const auto tidy = import_text(file_of("users", R"({"user":"u","revision":1,"name":"A",
        "roles":["qa"]})"));
    const auto other = import_text(file_of("users", R"({ "roles" : [ "qa" ], "name" : "A",
        "revision" : 1, "user" : "u" })"));
    REQUIRE((tidy && other));
    CHECK(std::get<DefineUser>(tidy->items[0].action).user.content_sha256_hex ==
          std::get<DefineUser>(other->items[0].action).user.content_sha256_hex);
}

TEST_CASE("a problem with a card never quotes it") {
    const auto token = with_user("00112233445566778899aabbccddeeff", "00112233SECRET");
    CHECK(refused_with(token, "card_token_invalid", "/items/0/card_token"));
    CHECK(verdict(token).find("SECRET") == std::string::npos);
    const auto pin = with_user("246810", "24681x");
    CHECK(refused_with(pin, "pin_invalid", "/items/0/initial_pin"));
    CHECK(verdict(pin).find("24681x") == std::string::npos);
    CHECK(refused_with(with_user(R"("initial_pin": "246810")", R"("active": true)"),
                       "card_without_pin", "/items/0"));
    const std::string twin = replaced(kUser, "u-1", "u-2");
    CHECK(refused_with(import_text(file_of("users", kUser + "," + twin)), "card_twice", "/items"));
}

TEST_CASE("text that reads as another text is refused") {
    const std::string at = "/items/0/name";
    CHECK(refused_with(with_user("Siti", "\xE2\x80\xAEitiS"), "text_unprintable", at));
    CHECK(refused_with(with_user("Siti", R"(\u202Eiti)"), "text_unprintable", at));
    CHECK(refused_with(with_user("Siti", R"(Si\u0000ti)"), "text_unprintable", at));
    CHECK(refused_with(with_user("Siti", R"(Si\nti)"), "text_unprintable", at));
    CHECK(refused_with(with_user("Siti", " Siti"), "text_edges", at));
    CHECK(refused_with(with_user("Siti Rahayu", ""), "text_empty", at));
    CHECK(refused_with(with_user("Siti", std::string(81, 'x')), "text_long", at));
    CHECK(with_user("Siti Rahayu", "Zoë '); DROP TABLE ^XZ~JR"));  // Odd, but honest text.
}

TEST_CASE("an unknown role and a reserved user are refused") {
    CHECK(refused_with(with_user("qc_analyst", "owner"), "role_unknown", "/items/0/roles"));
    CHECK(refused_with(with_user("qc_analyst", "operator"), "item_twice", "/items/0/roles"));
    CHECK(refused_with(with_user("u-1", "system"), "user_reserved", "/items/0/user"));
    CHECK(refused_with(with_user("u-1", "u 1"), "id_characters", "/items/0/user"));
}

TEST_CASE("a misspelt key never passes as a default") {
    CHECK(refused_with(with_user(R"("roles")", R"("active ": false, "roles")"), "key_unknown",
                       "/items/0"));
    CHECK(refused_with(with_product(R"("label": {)", R"("label": {"fr": "pH", )"), "key_unknown",
                       "/items/0/tests/0/label"));
    CHECK(refused_with(import_text(R"({"kind": "users", "items": [], "itmes": []})"), "key_unknown",
                       ""));
}

TEST_CASE("one bad row refuses the whole file and every bad row is named") {
    const std::string bad_role = replaced(replaced(kUser, "u-1", "u-2"), "operator", "boss");
    const std::string bad_rev = replaced(replaced(kUser, "u-1", "u-3"), ": 1", ": 0");
    const auto batch = import_text(file_of("users", kUser + "," + bad_role + "," + bad_rev));
    CHECK_FALSE(batch);
    CHECK(refused_with(batch, "role_unknown", "/items/1/roles"));
    CHECK(refused_with(batch, "number_range", "/items/2/revision"));
}

TEST_CASE("a file that is no import file is refused") {
    CHECK(refused_with(import_text("[]"), "not_object", ""));
    CHECK(refused_with(import_text(R"({"kind": "recipes", "items": [{}]})"), "kind_unknown",
                       "/kind"));
    CHECK(refused_with(import_text(R"({"kind": "users", "items": []})"), "array_size", "/items"));
    CHECK(
        refused_with(import_text(R"({"kind": "users", "items": [7]})"), "not_object", "/items/0"));
    CHECK(
        refused_with(import_text(file_of("users", kUser + "," + kUser)), "item_twice", "/items/1"));
}

TEST_CASE("a file full of faults reports a bounded number of them") {
    std::string items = "{}";
    for (int i = 0; i < 500; ++i) items += ",{}";
    const auto batch = import_text(file_of("users", items));
    REQUIRE_FALSE(batch);
    CHECK(batch.error().size() == kProblemsMax);
}

}  // namespace
}  // namespace lini::test
