// Making files last: content, name and folder. Any thread.
#pragma once

#include <string>

#include "app/base/result.h"

namespace lini {

/// fsync() of a file's content. Error: "io_error".
Result<void> sync_file(const std::string& file);
/// fsync() of a folder, so that its names last. Error: "io_error".
Result<void> sync_folder(const std::string& folder);
/// Renames within one file system and syncs the folder of `to`. Error: "io_error".
Result<void> rename_durably(const std::string& from, const std::string& to);

}  // namespace lini
