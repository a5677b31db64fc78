#include "db/file_sync.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace lini {
namespace {

Result<void> sync_path(const std::string& path, int flags) {
    const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return fail("io_error", path + ": " + std::strerror(errno));
    const int answer = fsync(descriptor);
    const int trouble = errno;
    close(descriptor);
    if (answer != 0) return fail("io_error", path + ": " + std::strerror(trouble));
    return {};
}

}  // namespace

Result<void> sync_file(const std::string& file) { return sync_path(file, O_RDONLY); }

Result<void> sync_folder(const std::string& folder) {
    return sync_path(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

Result<void> rename_durably(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        return fail("io_error", to + ": " + std::strerror(errno));
    }
    return sync_folder(std::filesystem::path(to).parent_path().string());
}

}  // namespace lini
