#include "db/data_folder.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/file_sync.h"

namespace fs = std::filesystem;

namespace lini {
namespace {

constexpr std::string_view kDamaged = "lini.db.damaged-";

constexpr std::string_view kMoving = "lini.db.moving";  // Holds the name that is moved to.

// A sector of its own in the lock file: writing it can harm the incarnation no more than any other
// file. Each number twice, so half a line is none.
constexpr off_t kHeadOffset = 4096;
constexpr int kNumberWidth = 20;
constexpr ssize_t kHeadBytes = 4 * (kNumberWidth + 1);

std::string head_text(const DataFolder::KnownHead& head) {
    return fmt::format("{0:20} {1:20} {0:20} {1:20}\n", head.incarnation, head.seq);
}

Error os_error(const std::string& what, int trouble) {
    const bool refused = trouble == EACCES || trouble == EROFS || trouble == EPERM;
    return {refused ? "read_only" : "io_error", what + ": " + std::strerror(trouble)};
}

std::string utc_name(std::int64_t at_utc_us) {
    const std::chrono::sys_seconds at{std::chrono::seconds(at_utc_us / 1'000'000)};
    return fmt::format("{:%Y%m%dT%H%M%SZ}", at);
}

}  // namespace

Result<std::unique_ptr<DataFolder>> DataFolder::hold(const std::string& folder) {
    std::error_code trouble;
    if (fs::create_directories(folder, trouble)) {
        fs::permissions(folder, fs::perms::owner_all, trouble);
    }
    const std::string file = folder + "/lock";
    const int lock = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) return tl::unexpected(os_error(file, errno));
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        close(lock);
        if (why == EWOULDBLOCK) return fail("data_in_use", folder);
        return tl::unexpected(os_error(file, why));
    }
    std::unique_ptr<DataFolder> held(new DataFolder(folder, lock));
    if (auto whole = held->finish_put_aside(); !whole) return pass_on(whole);
    return held;
}

std::unique_ptr<DataFolder> DataFolder::look(const std::string& folder) {
    return std::unique_ptr<DataFolder>(new DataFolder(folder, -1));
}

DataFolder::~DataFolder() {
    if (lock_ >= 0) close(lock_);
}

std::int64_t DataFolder::last_incarnation() const {
    std::array<char, 32> text{};
    const ssize_t size = pread(lock_, text.data(), text.size() - 1, 0);
    return size > 0 ? std::strtoll(text.data(), nullptr, 10) : 0;
}

Result<void> DataFolder::note_incarnation(std::int64_t incarnation) {
    if (last_incarnation() >= incarnation) return {};
    const std::string text = std::to_string(incarnation) + "\n";
    const bool written =
        pwrite(lock_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) &&
        fsync(lock_) == 0;
    if (!written) return tl::unexpected(os_error(folder_ + "/lock", errno));
    return sync_folder(folder_);
}

DataFolder::KnownHead DataFolder::known_head() const {
    std::array<char, kHeadBytes + 1> text{};
    if (pread(lock_, text.data(), kHeadBytes, kHeadOffset) != kHeadBytes) return {};
    KnownHead head;
    head.incarnation = std::strtoll(text.data(), nullptr, 10);
    head.seq = std::strtoll(text.data() + kNumberWidth + 1, nullptr, 10);
    // Torn, or of another program: then nothing is known.
    return head_text(head) == text.data() ? head : KnownHead{};
}

Result<void> DataFolder::note_head(const KnownHead& head) {
    const std::string text = head_text(head);
    if (pwrite(lock_, text.data(), text.size(), kHeadOffset) != kHeadBytes) {
        return tl::unexpected(os_error(folder_ + "/lock", errno));
    }
    return {};
}

Result<void> DataFolder::may_begin_empty() const {
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder_, trouble)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind(kDamaged, 0) == 0) return fail("data_damaged", entry.path().string());
    }
    if (last_incarnation() > 0) return fail("data_missing", database());
    return {};
}

Result<void> DataFolder::make_private(const std::string& file) const {
    const int made = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) return tl::unexpected(os_error(file, errno));
    close(made);
    return {};
}

Result<std::string> DataFolder::put_aside(const std::string& why, std::int64_t now_utc_us) {
    std::string aside = database() + "." + why + "-" + utc_name(now_utc_us);
    while (fs::exists(aside)) aside += "_";
    const std::string intent = folder_ + "/" + std::string(kMoving);
    std::ofstream(intent, std::ios::trunc) << fs::path(aside).filename().string();
    if (auto synced = sync_file(intent); !synced) return pass_on(synced);
    if (auto named = sync_folder(folder_); !named) return pass_on(named);
    if (auto moved = move_aside(aside); !moved) return pass_on(moved);
    return aside;
}

// The database first. Were its log moved before it, a power cut in between would leave a database
// that opens well and has lost its last records. This way there is none, which is refused, until
// the log has followed: a log left behind would be taken for that of the next database.
Result<void> DataFolder::move_aside(const std::string& aside) {
    for (const char* part : {"", "-wal", "-shm"}) {
        const std::string from = database() + part;
        if (!fs::exists(from)) continue;
        if (auto moved = rename_durably(from, aside + part); !moved) return moved;
    }
    std::error_code trouble;
    fs::remove(folder_ + "/" + std::string(kMoving), trouble);
    return sync_folder(folder_);
}

Result<void> DataFolder::finish_put_aside() {
    const fs::path intent = fs::path(folder_) / kMoving;
    if (!fs::exists(intent)) return {};
    std::string name;
    std::getline(std::ifstream(intent), name);
    const bool is_ours = name.starts_with("lini.db.") && name.find('/') == std::string::npos;
    const std::string aside = folder_ + "/" + name;
    // The database still here: nothing was moved, and it stays in force.
    if (is_ours && fs::exists(aside) && !fs::exists(database())) return move_aside(aside);
    std::error_code trouble;
    fs::remove(intent, trouble);
    return sync_folder(folder_);
}

}  // namespace lini
