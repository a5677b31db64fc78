#include "app/identity/secret.h"

#include <sodium.h>

#include <utility>

namespace lini {

void wipe(std::string& text) noexcept {
    sodium_memzero(text.data(), text.size());
    text.clear();
}

Secret::Secret(std::string&& bytes) : bytes_(bytes) {
    // Copied, not moved: a short string lives inside its object and a move would leave it there.
    wipe(bytes);
}

Secret::Secret(std::string_view bytes) : bytes_(bytes) {}

Secret::Secret(Secret&& other) noexcept { *this = std::move(other); }

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe(bytes_);
    // A swap of short strings copies their bytes; what is left in the other is then wiped.
    bytes_.swap(other.bytes_);
    wipe(other.bytes_);
    return *this;
}

Secret::~Secret() { wipe(bytes_); }

}  // namespace lini
