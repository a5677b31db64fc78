// SHA-256 and random bytes by libsodium, in the shapes that other rooms take as arguments.
// Pure but for system_random(); any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace lini {

std::array<unsigned char, 32> sha256(std::string_view bytes);

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

std::string to_hex(std::string_view bytes);

/// Fills `out`; tests hand in one that they can foresee.
using RandomFill = void (*)(unsigned char* out, std::size_t size);

/// The kernel's generator (randombytes_buf).
void system_random(unsigned char* out, std::size_t size);

}  // namespace lini
