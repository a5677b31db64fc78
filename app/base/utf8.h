// UTF-8 from outside: taken apart strictly, so nothing later has to doubt a string again.
// Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lini {

struct CodePoint {
    std::uint32_t value;  // The code point, or the single raw byte where `valid` is false.
    std::size_t length;   // Bytes consumed, 1 to 4.
    bool valid;           // False for overlong forms, surrogates, cut sequences, stray bytes.
};

/// The code point at the start of `text`, which must not be empty (RFC 3629).
CodePoint next_code_point(std::string_view text);

bool is_valid_utf8(std::string_view text);

/// Control characters, and the bidi controls that can make a text read as another one
/// (Unicode TR 36, section 2.5).
bool is_unprintable(std::uint32_t code_point);

}  // namespace lini
