#include "app/identity/card.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/barcode.h"
#include "tests/app/identity/identity_fixture.h"

namespace lini::test {
namespace {

TEST_CASE("a card token is 128 random bits in lower-case hex") {
    CHECK(new_card_token(counting_random).view() == "000102030405060708090a0b0c0d0e0f");
    const Secret one = new_card_token(system_random);
    const Secret other = new_card_token(system_random);
    CHECK(is_card_token(one.view()));
    CHECK(one.view() != other.view());
}

TEST_CASE("what is no token is refused") {
    CHECK_FALSE(is_card_token(""));
    CHECK_FALSE(is_card_token("000102030405060708090a0b0c0d0e0"));
    CHECK_FALSE(is_card_token("000102030405060708090A0B0C0D0E0F"));
    CHECK_FALSE(is_card_token("000102030405060708090a0b0c0d0e0g"));
    CHECK_FALSE(is_card_token(std::string(32, '\0')));
}

TEST_CASE("a card is found by a hash that needs the pepper and does not show the token") {
    const std::string token = "000102030405060708090a0b0c0d0e0f";
    const std::string hash = card_hash_hex(token, pepper_of('a'));
    CHECK(hash.size() == 64);
    CHECK(hash == card_hash_hex(token, pepper_of('a')));
    CHECK(hash != card_hash_hex(token, pepper_of('b')));
    CHECK(hash != card_hash_hex("100102030405060708090a0b0c0d0e0f", pepper_of('a')));
    CHECK(hash.find(token) == std::string::npos);
}

TEST_CASE("the card's barcode reads back as an ID card") {
    const Secret token = new_card_token(counting_random);
    const Secret text = card_barcode(token.view());
    const Barcode code = read_barcode("", text.view());
    REQUIRE(std::holds_alternative<IdCardCode>(code));
    CHECK(std::get<IdCardCode>(code).token == token.view());
}

}  // namespace
}  // namespace lini::test
