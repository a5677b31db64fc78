// Bytes on their way through the command door, which speaks JSON. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lini {

std::string to_base64(std::string_view bytes);

/// Nothing for what is no base64 of the standard alphabet with its padding.
std::optional<std::string> from_base64(const std::string& text);

}  // namespace lini
