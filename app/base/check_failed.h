// What a broken assumption about ourselves ends in. A header that tests include beside Catch2
// calls this by hand, since Catch2 has a CHECK of its own.
#pragma once

namespace lini {

/// Writes the condition and its place to stderr, and aborts. Any thread.
[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace lini
