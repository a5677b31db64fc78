// A key of 32 bytes in a file of its own, mode 0600: made once, synced, never replaced.
// Any thread.
#pragma once

#include <array>
#include <functional>
#include <string>

#include "app/base/result.h"

namespace lini {

using Key = std::array<unsigned char, 32>;

/// Reads the key, or with `random` makes it. Errors: "keys_unreadable" (absent and `random` empty,
/// wrong size, rights for others, I/O).
Result<Key> load_key(const std::string& file,
                     const std::function<void(unsigned char*, std::size_t)>& random);

}  // namespace lini
