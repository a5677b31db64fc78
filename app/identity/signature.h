// ID card + PIN -> the Proof that a rule asks for. The order of the steps matters:
//   1. begin_signature() on the terminal's thread: refuses a locked user;
//   2. the credential store keeps `begun.lockout` (the try is counted before it is judged);
//   3. finish_signature() on the worker: Argon2id, about 100 ms;
//   4. the credential store keeps `outcome.lockout`, and the command goes out with its proof.
// Pure; any thread, but finish_signature() and enrol() only on the worker.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/domain/command.h"
#include "app/domain/refusal.h"
#include "app/identity/card.h"
#include "app/identity/lockout.h"
#include "app/identity/pin.h"

namespace lini {

/// What the credential store holds of one user. Never in an event, a log or an export.
struct SignerRecord {
    UserId user;
    std::string card_hash_hex;
    std::string pin_hash;
    LockoutState lockout;
};

/// A new card and PIN. The caller has asked refuse_new_pin(), or means the demo.
/// A lock of the user's old card stays: pass its state. Errors as hash_pin().
Result<SignerRecord> enrol(const UserId& user, std::string_view card_token, std::string_view pin,
                           const LockoutState& lockout, const Pepper& pepper, const PinCost& cost);

struct SignatureBegun {
    SignerRecord credential;
    std::string meaning;
    LockoutState lockout;  // Keep this first.
};

/// Refusal "pin_locked" {seconds} while locked.
std::variant<SignatureBegun, Refusal> begin_signature(const SignerRecord& credential,
                                                      const std::string& meaning,
                                                      std::int64_t now_us);

/// Either `proof` or `refusal`.
struct SignatureOutcome {
    UserId user;
    LockoutState lockout;
    std::optional<Proof> proof;
    std::optional<Refusal> refusal;  // "pin_wrong" {tries_left}, or "pin_locked" {seconds}.
};

/// `now_us` is TrustedTime's, `at_utc_us` the wall clock's for the proof. `pin` is gone after.
SignatureOutcome finish_signature(const SignatureBegun& begun, Secret pin, const Pepper& pepper,
                                  std::int64_t now_us, std::int64_t at_utc_us);

}  // namespace lini
