// What the verbs of a scenario share. One thread: the player's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/base/result.h"

namespace lini {

/// The whole text as a number, or nothing.
std::optional<int> whole_number(const std::string& text);

/// The scenario's own fault, told by how the line should read.
Error unreadable_line(const std::string& usage);

/// Error "file_unreadable".
Result<std::string> bytes_of(const std::filesystem::path& path);

/// As text that survives JSON: unescape_bytes() gives the bytes back.
std::string escaped(const std::string& bytes);

/// Error "does_not_hold" with what is the case instead.
Result<void> expect(bool holds, const std::string& otherwise);

}  // namespace lini
