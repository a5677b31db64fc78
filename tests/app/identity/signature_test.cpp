#include "app/identity/signature.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/identity/identity_fixture.h"

namespace lini::test {
namespace {

const std::string kToken = "000102030405060708090a0b0c0d0e0f";
constexpr std::int64_t kNowUs = 1'795'000'000LL * kSecondUs;

SignerRecord enrolled(const Pepper& pepper) {
    auto record =
        enrol(UserId{"u-3001"}, kToken, "246810", LockoutState{}, pepper, pin_cost_least());
    REQUIRE(record);
    return *record;
}

/// One try, with the lockout stored where the terminal stores it.
SignatureOutcome sign(SignerRecord& record, const std::string& pin, const Pepper& pepper,
                      std::int64_t now_us) {
    auto begun = begin_signature(record, "milestone", now_us);
    if (auto* refusal = std::get_if<Refusal>(&begun)) {
        return {record.user, record.lockout, {}, *refusal};
    }
    record.lockout = std::get<SignatureBegun>(begun).lockout;
    auto outcome = finish_signature(std::get<SignatureBegun>(begun), Secret(std::string_view(pin)),
                                    pepper, now_us, now_us);
    record.lockout = outcome.lockout;
    return outcome;
}

TEST_CASE("card and PIN together make a proof with its meaning") {
    const Pepper pepper = pepper_of('a');
    SignerRecord record = enrolled(pepper);
    CHECK(record.card_hash_hex == card_hash_hex(kToken, pepper));
    const SignatureOutcome outcome = sign(record, "246810", pepper, kNowUs);
    REQUIRE(outcome.proof);
    CHECK(outcome.proof->user == UserId{"u-3001"});
    CHECK(outcome.proof->meaning == "milestone");
    CHECK(outcome.proof->at_utc_us == kNowUs);
    CHECK_FALSE(outcome.refusal);
    CHECK(record.lockout.failed_count == 0);
}

TEST_CASE("a wrong PIN makes no proof and says how many tries are left") {
    const Pepper pepper = pepper_of('a');
    SignerRecord record = enrolled(pepper);
    for (std::int64_t left = kFreeTries - 1; left >= 1; --left) {
        const SignatureOutcome outcome = sign(record, "111111", pepper, kNowUs);
        CHECK_FALSE(outcome.proof);
        REQUIRE(outcome.refusal);
        CHECK(to_string(*outcome.refusal) == "pin_wrong tries_left=" + std::to_string(left));
    }
    const SignatureOutcome last = sign(record, "111111", pepper, kNowUs);
    REQUIRE(last.refusal);
    CHECK(to_string(*last.refusal) == "pin_locked seconds=60");
}

TEST_CASE("while locked even the right PIN is refused unread, and works when the time is over") {
    const Pepper pepper = pepper_of('a');
    SignerRecord record = enrolled(pepper);
    for (int i = 0; i < kFreeTries; ++i) (void)sign(record, "111111", pepper, kNowUs);
    const SignatureOutcome locked = sign(record, "246810", pepper, kNowUs + 1);
    CHECK_FALSE(locked.proof);
    CHECK(to_string(*locked.refusal) == "pin_locked seconds=60");
    CHECK(sign(record, "246810", pepper, kNowUs + kMinuteUs).proof);
}

TEST_CASE("a plug pulled before the answer still costs a try") {
    const Pepper pepper = pepper_of('a');
    SignerRecord record = enrolled(pepper);
    for (int i = 0; i < kFreeTries; ++i) {
        auto begun = begin_signature(record, "milestone", kNowUs);
        REQUIRE(std::holds_alternative<SignatureBegun>(begun));
        record.lockout = std::get<SignatureBegun>(begun).lockout;  // Stored; then the power goes.
    }
    CHECK(std::holds_alternative<Refusal>(begin_signature(record, "milestone", kNowUs)));
}

TEST_CASE("a new card for a locked user does not open the lock") {
    const Pepper pepper = pepper_of('a');
    SignerRecord record = enrolled(pepper);
    for (int i = 0; i < kFreeTries; ++i) (void)sign(record, "111111", pepper, kNowUs);
    const auto renewed =
        enrol(record.user, kToken, "271828", record.lockout, pepper, pin_cost_least());
    REQUIRE(renewed);
    CHECK(std::holds_alternative<Refusal>(begin_signature(*renewed, "milestone", kNowUs)));
}

TEST_CASE("a secret is wiped where it was taken from, and empty once moved") {
    std::string source = "246810";
    Secret secret(std::move(source));
    CHECK(source.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise.
    CHECK(secret.view() == "246810");
    const Secret moved(std::move(secret));
    CHECK(moved.view() == "246810");
    CHECK(secret.empty());  // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace lini::test
