#include "app/identity/pin.h"

#include <sodium.h>

#include <algorithm>

#include "app/base/check.h"

namespace lini {
namespace {

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Each digit differs from the one before by `step`, 9 and 0 being neighbours: 345678, 890123.
bool is_run(std::string_view pin, int step) {
    for (std::size_t i = 1; i < pin.size(); ++i) {
        if ((pin[i] - pin[i - 1] - step) % 10 != 0) return false;
    }
    return true;
}

/// The same piece over and over: 111111, 121212, 123123.
bool repeats(std::string_view pin, std::size_t period) {
    return std::equal(pin.begin() + static_cast<std::ptrdiff_t>(period), pin.end(), pin.begin());
}

/// 112233, 998877: three pairs.
bool is_pairs(std::string_view pin) {
    return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
}

/// DDMMYY: what people choose when asked for six digits, and what colleagues know of them.
bool is_date(std::string_view pin) {
    const int day = (pin[0] - '0') * 10 + (pin[1] - '0');
    const int month = (pin[2] - '0') * 10 + (pin[3] - '0');
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/// What Argon2id is given: the PIN, bound to its user so that a hash cannot be moved to another
/// row, and keyed with the pepper so that the database alone allows no guess at all.
Secret keyed_pin(std::string_view pin, const UserId& user, const Pepper& pepper) {
    CHECK(pepper.key.size() == kPepperBytes);
    const Secret message("p" + user.str() + std::string(1, '\0') + std::string(pin));
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(
        reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
        reinterpret_cast<const unsigned char*>(message.view().data()), message.size(),
        reinterpret_cast<const unsigned char*>(pepper.key.view().data()), pepper.key.size());
    Secret keyed(to_hex(hash));
    wipe(hash);
    return keyed;
}

}  // namespace

PinCost pin_cost_interactive() {
    return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

PinCost pin_cost_least() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

std::optional<Refusal> refuse_new_pin(std::string_view pin) {
    if (pin.size() != kPinDigits || !all_digits(pin)) {
        return Refusal{"pin_six_digits", {}, Remedy::none};
    }
    const bool weak = is_run(pin, 1) || is_run(pin, -1) || repeats(pin, 1) || repeats(pin, 2) ||
                      repeats(pin, 3) || is_pairs(pin) || is_date(pin);
    if (weak) return Refusal{"pin_weak", {}, Remedy::none};
    return std::nullopt;
}

Result<std::string> hash_pin(std::string_view pin, const UserId& user, const Pepper& pepper,
                             const PinCost& cost) {
    CHECK(sodium_init() >= 0);  // Idempotent; the salt wants the generator.
    const Secret keyed = keyed_pin(pin, user, pepper);
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    const int failed =
        crypto_pwhash_str_alg(hash.data(), keyed.view().data(), keyed.size(), cost.operations,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) return fail("pin_hash_memory");
    hash.resize(hash.find('\0'));
    return hash;
}

bool pin_matches(std::string_view pin, const UserId& user, const std::string& pin_hash,
                 const Pepper& pepper) {
    const Secret keyed = keyed_pin(pin, user, pepper);
    return crypto_pwhash_str_verify(pin_hash.c_str(), keyed.view().data(), keyed.size()) == 0;
}

}  // namespace lini
