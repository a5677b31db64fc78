#include "app/identity/pin.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/identity/identity_fixture.h"

namespace lini::test {
namespace {

const UserId kSiti{"u-1001"};

std::string hash_of(const std::string& pin, const UserId& user, const Pepper& pepper) {
    return *hash_pin(pin, user, pepper, pin_cost_least());
}

TEST_CASE("a right PIN matches and a wrong one does not") {
    const Pepper pepper = pepper_of('a');
    const std::string hash = hash_of("246810", kSiti, pepper);
    CHECK(pin_matches("246810", kSiti, hash, pepper));
    CHECK_FALSE(pin_matches("246811", kSiti, hash, pepper));
    CHECK_FALSE(pin_matches("24681", kSiti, hash, pepper));
    CHECK_FALSE(pin_matches("", kSiti, hash, pepper));
}

TEST_CASE("a PIN hash is worth nothing without its pepper, for another user, or damaged") {
    const Pepper pepper = pepper_of('a');
    const std::string hash = hash_of("246810", kSiti, pepper);
    CHECK_FALSE(pin_matches("246810", kSiti, hash, pepper_of('b')));
    CHECK_FALSE(pin_matches("246810", UserId{"u-1002"}, hash, pepper));
    CHECK_FALSE(pin_matches("246810", kSiti, "", pepper));
    CHECK_FALSE(pin_matches("246810", kSiti, "246810", pepper));
    CHECK_FALSE(pin_matches("246810", kSiti, hash.substr(0, hash.size() - 1), pepper));
}

TEST_CASE("two hashes of one PIN differ, so equal PINs do not show") {
    const Pepper pepper = pepper_of('a');
    CHECK(hash_of("246810", kSiti, pepper) != hash_of("246810", kSiti, pepper));
}

TEST_CASE("the terminal's price is libsodium's interactive Argon2id") {
    const auto hash = hash_pin("246810", kSiti, pepper_of('a'), pin_cost_interactive());
    REQUIRE(hash);
    CHECK(hash->starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(pin_matches("246810", kSiti, *hash, pepper_of('a')));
}

TEST_CASE("a price that this machine cannot pay is an error and no empty hash") {
    const PinCost impossible{1, std::size_t{1} << 62};
    const auto hash = hash_pin("246810", kSiti, pepper_of('a'), impossible);
    REQUIRE_FALSE(hash);
    CHECK(hash.error().code == "pin_hash_memory");
}

TEST_CASE("a PIN that colleagues try first is refused at enrolment") {
    for (const char* weak : {"000000", "999999", "123456", "654321", "890123", "210987", "121212",
                             "123123", "112233", "997755", "170845", "311299"}) {
        INFO(weak);
        REQUIRE(refuse_new_pin(weak));
        CHECK(refuse_new_pin(weak)->key == "pin_weak");
    }
    for (const char* wrong : {"", "12345", "1234567", "12345a", "12 456", "１２３"}) {
        INFO(wrong);
        REQUIRE(refuse_new_pin(wrong));
        CHECK(refuse_new_pin(wrong)->key == "pin_six_digits");
    }
    for (const char* good : {"246810", "271828", "314159", "602214", "401358"}) {
        INFO(good);
        CHECK_FALSE(refuse_new_pin(good));
    }
}

TEST_CASE("a refusal of a PIN does not hold the PIN") {
    CHECK(refuse_new_pin("123456")->args.empty());
    CHECK(refuse_new_pin("12345")->args.empty());
}

}  // namespace
}  // namespace lini::test
