// What text from outside must be before it may stand on a screen, a label or in a log.
// Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lini {

/// Why `text` is not clean, as a problem key, or nothing: "text_empty", "text_long",
/// "text_unprintable" (control characters, bidi controls, bytes that are no UTF-8),
/// "text_edges" (space at an end, which nobody sees and which makes two names of one).
std::optional<std::string> unclean(std::string_view text, std::size_t bytes_max);

}  // namespace lini
