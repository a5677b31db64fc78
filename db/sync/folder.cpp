#include "db/sync/folder.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "db/sync/charge_payload.h"

namespace lini {
namespace {

constexpr std::size_t kNameBytesMax = 200;
constexpr std::size_t kNameKept = 120;
constexpr std::size_t kReadBytesMax = 256 * 1024;

class Handle {
public:
    explicit Handle(int handle) : handle_(handle) {}
    ~Handle() {
        if (handle_ >= 0) ::close(handle_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    bool ok() const { return handle_ >= 0; }
    int get() const { return handle_; }

private:
    const int handle_;
};

/// The whole of a regular file; nothing when it is not there, is none, or is too large.
std::optional<std::string> read_file(const std::string& file) {
    const Handle opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (!opened.ok() || ::fstat(opened.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    std::string text;
    std::array<char, 16 * 1024> part{};
    for (;;) {
        const ssize_t length = ::read(opened.get(), part.data(), part.size());
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) return std::nullopt;
        if (length == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(length));
        if (text.size() > kReadBytesMax) return std::nullopt;
    }
}

bool write_all(int handle, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(handle, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync_names(const std::string& folder) {
    const Handle opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.ok() && ::fsync(opened.get()) == 0;
}

/// Under its name only once its content is on the disk; the name is there before this returns.
bool write_durably(const std::string& folder, const std::string& name, std::string_view text) {
    const std::string hidden = folder + "/.writing-" + name;
    const Handle opened(
        ::open(hidden.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (!opened.ok()) return false;
    return write_all(opened.get(), text) && ::fsync(opened.get()) == 0 &&
           ::rename(hidden.c_str(), (folder + "/" + name).c_str()) == 0 && sync_names(folder);
}

std::string code_of(int error) {
    return error == ENOSPC || error == EDQUOT ? "disk_full" : "folder_unwritable";
}

std::string key_in(const std::string& event) {
    const auto json = nlohmann::json::parse(event, nullptr, false);
    if (!json.is_object()) return {};
    const auto id = json.find("id");
    return id != json.end() && id->is_string() ? id->get<std::string>() : std::string();
}

std::string short_hash(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    std::string hex;
    for (std::size_t i = 0; i < 16; ++i) hex += fmt::format("{:02x}", hash[i]);
    return hex;
}

}  // namespace

std::string file_name_of(std::string_view key) {
    std::string name;
    for (const char c : key) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool plain = letter || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain || (c == '.' && !name.empty())) {
            name += c;
        } else {
            name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    if (name.size() > kNameBytesMax) name = name.substr(0, kNameKept) + "-" + short_hash(key);
    return name;
}

Result<std::unique_ptr<Folder>> Folder::create(FolderConfig config) {
    std::error_code error;
    std::filesystem::create_directories(config.folder, error);
    if (config.folder.empty() || ::access(config.folder.c_str(), W_OK | X_OK) != 0) {
        return fail("folder_unwritable", config.folder);
    }
    return std::unique_ptr<Folder>(new Folder(std::move(config)));
}

DeliveryResult Folder::answered(const std::string& name) const {
    const auto answer = read_file(config_.folder + "/" + name + ".answer.json");
    if (!answer && config_.await_answer) return DeliveryResult::retry("answer_awaited");
    return DeliveryResult::accept(answer ? document_no_in(*answer) : std::string());
}

DeliveryResult Folder::deliver(const Delivery& delivery, const std::string& body) {
    const std::string name = file_name_of(delivery.key);
    struct stat status {};
    errno = 0;
    if (::lstat((config_.folder + "/" + name + ".json").c_str(), &status) == 0) {
        const auto there = read_file(config_.folder + "/" + name + ".json");
        const bool same = there && (*there == body || key_in(*there) == delivery.key);
        // It may be there without being on the disk: the last attempt may have ended in between.
        if (same && !sync_names(config_.folder)) return DeliveryResult::retry("folder_unwritable");
        return same ? answered(name) : DeliveryResult::refuse("file_conflict");
    }
    if (!write_durably(config_.folder, name + ".json", body)) {
        return DeliveryResult::retry(code_of(errno));
    }
    return answered(name);
}

}  // namespace lini
