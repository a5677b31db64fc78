// Files that verbs read and write whole. Any thread.
#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "app/base/result.h"

namespace lini {

/// An import file, cut off a byte beyond what is allowed, so that its reader refuses it. A CSV file
/// comes in UTF-8 where it is in one of its encodings. Error "file_unreadable".
Result<std::string> read_import_file(const std::filesystem::path& file);

/// The reply that refuses an import file for its bytes.
nlohmann::json not_utf8_reply(const std::string& name);

/// The whole file or none. Error "file_unwritable".
Result<void> write_whole(const std::string& bytes, const std::string& name);

}  // namespace lini
