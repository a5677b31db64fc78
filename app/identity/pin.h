// Six-digit PINs. A PIN has only a million values, so what protects it is the pepper outside the
// database, Argon2id's price for each guess, and the lockout.
// Hashing takes about 100 ms and 64 MiB: on the worker thread only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "app/domain/ids.h"
#include "app/domain/refusal.h"
#include "app/identity/keys.h"

namespace lini {

inline constexpr std::size_t kPinDigits = 6;

/// The price of one guess; the default is libsodium's "interactive".
struct PinCost {
    unsigned long long operations;
    std::size_t memory_bytes;
};
PinCost pin_cost_interactive();
PinCost pin_cost_least();  // For tests that hash often.

/// Why a person may not choose this PIN: "pin_six_digits", or "pin_weak" for one digit, pair or
/// half repeated, three pairs, runs up or down, and days written DDMMYY.
std::optional<Refusal> refuse_new_pin(std::string_view pin);

/// Argon2id of the PIN bound to the user and the pepper, with its own salt and cost inside.
/// Errors: "pin_hash_memory".
Result<std::string> hash_pin(std::string_view pin, const UserId& user, const Pepper& pepper,
                             const PinCost& cost);

/// False for a wrong PIN, another user's hash, another pepper, or a damaged hash.
bool pin_matches(std::string_view pin, const UserId& user, const std::string& pin_hash,
                 const Pepper& pepper);

}  // namespace lini
