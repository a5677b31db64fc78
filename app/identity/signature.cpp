#include "app/identity/signature.h"

#include "app/base/check.h"

namespace lini {
namespace {

/// Whole seconds, rounded up: a person who waits as told is not refused again.
std::int64_t seconds(std::int64_t us) { return (us + 999'999) / 1'000'000; }

Refusal locked(std::int64_t for_us) {
    return Refusal{"pin_locked", {{"seconds", seconds(for_us)}}, Remedy::none};
}

}  // namespace

Result<SignerRecord> enrol(const UserId& user, std::string_view card_token, std::string_view pin,
                           const LockoutState& lockout, const Pepper& pepper, const PinCost& cost) {
    CHECK(!user.empty());
    CHECK(is_card_token(card_token));
    auto hash = hash_pin(pin, user, pepper, cost);
    if (!hash) return pass_on(hash);
    return SignerRecord{user, card_hash_hex(card_token, pepper), std::move(*hash), lockout};
}

std::variant<SignatureBegun, Refusal> begin_signature(const SignerRecord& credential,
                                                      const std::string& meaning,
                                                      std::int64_t now_us) {
    const std::int64_t wait_us = locked_for_us(credential.lockout, now_us);
    if (wait_us > 0) return locked(wait_us);
    return SignatureBegun{credential, meaning, begin_try(credential.lockout, now_us)};
}

SignatureOutcome finish_signature(const SignatureBegun& begun, Secret pin, const Pepper& pepper,
                                  std::int64_t now_us, std::int64_t at_utc_us) {
    const UserId& user = begun.credential.user;
    SignatureOutcome outcome{user, begun.lockout, {}, {}};
    if (pin_matches(pin.view(), user, begun.credential.pin_hash, pepper)) {
        outcome.lockout = clear_tries(begun.lockout, now_us);
        outcome.proof = Proof{user, begun.meaning, at_utc_us};
        return outcome;
    }
    // The lock was set when the try began; it counts from then.
    const std::int64_t wait_us = locked_for_us(begun.lockout, now_us);
    if (wait_us > 0) {
        outcome.refusal = locked(wait_us);
    } else {
        outcome.refusal = Refusal{
            "pin_wrong", {{"tries_left", std::int64_t{tries_left(begun.lockout)}}}, Remedy::none};
    }
    return outcome;
}

}  // namespace lini
