#include "db/key_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/file_sync.h"

namespace lini {
namespace {

Result<Key> read_key_file(int descriptor, const std::string& file) {
    struct stat about {};
    Key key{};
    std::array<unsigned char, 33> bytes{};
    const bool safe = fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) &&
                      (about.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    const ssize_t size = safe ? read(descriptor, bytes.data(), bytes.size()) : -1;
    close(descriptor);
    if (!safe) return fail("keys_unreadable", file + ": others may read it");
    if (size != static_cast<ssize_t>(key.size())) return fail("keys_unreadable", file + ": size");
    std::copy_n(bytes.begin(), key.size(), key.begin());
    return key;
}

Result<void> write_key_file(const std::string& file, const Key& key) {
    const std::string aside = file + ".new";
    unlink(aside.c_str());
    const int descriptor = open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail("keys_unreadable", aside + ": " + std::strerror(errno));
    const bool written =
        write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
        fsync(descriptor) == 0;
    close(descriptor);
    // link() never replaces: whoever came first has made the key.
    const bool linked = written && (link(aside.c_str(), file.c_str()) == 0 || errno == EEXIST);
    const std::string why = std::strerror(errno);
    unlink(aside.c_str());
    if (!linked) return fail("keys_unreadable", file + ": " + why);
    return sync_folder(std::filesystem::path(file).parent_path().string());
}

}  // namespace

Result<Key> load_key(const std::string& file,
                     const std::function<void(unsigned char*, std::size_t)>& random) {
    int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 && errno == ENOENT && random) {
        const std::filesystem::path folder = std::filesystem::path(file).parent_path();
        std::error_code trouble;
        std::filesystem::create_directories(folder, trouble);
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, trouble);
        Key key{};
        random(key.data(), key.size());
        if (auto made = write_key_file(file, key); !made) return pass_on(made);
        descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (descriptor < 0) return fail("keys_unreadable", file + ": " + std::strerror(errno));
    return read_key_file(descriptor, file);
}

}  // namespace lini
