#include "app/identity/digest.h"

#include <sodium.h>

#include "app/base/check.h"

namespace lini {

std::array<unsigned char, 32> sha256(std::string_view bytes) {
    static_assert(crypto_hash_sha256_BYTES == 32);
    std::array<unsigned char, 32> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return hash;
}

std::string sha256_hex(std::string_view bytes) {
    const auto hash = sha256(bytes);
    return to_hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string to_hex(std::string_view bytes) {
    // libsodium's does not branch on the data, which matters for the keys that pass through here.
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    hex.pop_back();
    return hex;
}

void system_random(unsigned char* out, std::size_t size) {
    // Idempotent, and it picks the generator of this machine once.
    CHECK(sodium_init() >= 0);
    randombytes_buf(out, size);
}

}  // namespace lini
