// A small file that is replaced whole. Waits for the disk; any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lini {

/// Nothing where it cannot be read.
std::optional<std::string> read_whole(const std::filesystem::path& path);

/// Written aside, synced and renamed: a power cut leaves the old copy or the new one.
bool replace_file(const std::filesystem::path& path, const std::string& text);

}  // namespace lini
