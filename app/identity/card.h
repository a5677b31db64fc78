// ID cards: a random 128-bit token as a barcode. Only its keyed hash is stored, so neither the
// database nor a backup can print a card. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "app/identity/digest.h"
#include "app/identity/keys.h"

namespace lini {

inline constexpr std::size_t kCardTokenBytes = 16;

/// 32 lower-case hex digits.
Secret new_card_token(RandomFill random);

bool is_card_token(std::string_view token);

/// BLAKE2b-256 of the token, keyed with the pepper, as hex: what the credential store finds a
/// user by.
std::string card_hash_hex(std::string_view token, const Pepper& pepper);

/// What the card's barcode holds (domain: kIdCardPrefix).
Secret card_barcode(std::string_view token);

}  // namespace lini
