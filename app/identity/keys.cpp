#include "app/identity/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "app/base/check.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSecretTextBytesMax = 4096;

/// A file descriptor that closes itself.
class File {
public:
    explicit File(int fd) : fd_(fd) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int get() const { return fd_; }
    bool open() const { return fd_ >= 0; }

private:
    int fd_;
};

/// What errno says, before anything else can change it.
std::string errno_text(const fs::path& path) {
    return path.string() + ": " + std::system_category().message(errno);
}

Result<void> refuse_unsafe(const File& file, const fs::path& path) {
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return fail("key_io", errno_text(path));
    if (!S_ISREG(info.st_mode)) return fail("key_damaged", path.string());
    const bool shared = (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    const bool ours = info.st_uid == ::geteuid();
    if (shared || !ours) return fail("key_readable_by_others", path.string());
    return {};
}

/// At most `size_max` bytes; one more is read to tell "too long".
Result<Secret> read_safely(const fs::path& path, std::size_t size_max) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.open()) {
        if (errno == ENOENT) return fail("key_missing", path.string());
        return fail(errno == ELOOP ? "key_damaged" : "key_io", errno_text(path));
    }
    if (const auto safe = refuse_unsafe(file, path); !safe) return pass_on(safe);
    std::string bytes(size_max + 1, '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const ssize_t n = ::read(file.get(), bytes.data() + got, bytes.size() - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const std::string why = errno_text(path);
            wipe(bytes);
            return fail("key_io", why);
        }
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    Secret secret(std::string_view(bytes).substr(0, got));
    wipe(bytes);
    return secret;
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail("key_io", errno_text(folder));
    }
    return {};
}

Result<void> write_synced(int fd, const Secret& secret, const fs::path& path) {
    std::string_view left = secret.view();
    while (!left.empty()) {
        const ssize_t n = ::write(fd, left.data(), left.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return fail("key_io", errno_text(path));
        left.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(fd) != 0) return fail("key_io", errno_text(path));
    return {};
}

Result<void> sync_folder(const fs::path& folder) {
    const File file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!file.open() || ::fsync(file.get()) != 0) return fail("key_io", errno_text(folder));
    return {};
}

/// link() refuses a name that is taken, where rename() would replace a key that a ledger's
/// signatures or a hundred cards already rest on.
Result<void> create(const fs::path& path, const Secret& secret) {
    const fs::path folder = path.parent_path();
    if (const auto made = make_folder(folder); !made) return made;
    std::string aside = path.string() + ".XXXXXX";
    const File file(::mkostemp(aside.data(), O_CLOEXEC));  // Mode 0600.
    if (!file.open()) return fail("key_io", errno_text(path));
    auto written = write_synced(file.get(), secret, path);
    if (written && ::link(aside.c_str(), path.c_str()) != 0 && errno != EEXIST) {
        written = fail("key_io", errno_text(path));
    }
    ::unlink(aside.c_str());
    if (!written) return written;
    return sync_folder(folder);
}

}  // namespace

Result<Secret> read_key(const fs::path& file, std::size_t size) {
    auto secret = read_safely(file, size);
    if (secret && secret->size() != size) return fail("key_damaged", file.string());
    return secret;
}

Result<Secret> read_or_create_key(const fs::path& file, std::size_t size, RandomFill random) {
    auto found = read_key(file, size);
    if (found || found.error().code != "key_missing") return found;
    std::string bytes(size, '\0');
    random(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
    const Secret fresh(std::move(bytes));
    if (const auto created = create(file, fresh); !created) return pass_on(created);
    // Another process may have been first: what lies there is the key.
    return read_key(file, size);
}

Result<Secret> read_secret_text(const fs::path& file) {
    auto secret = read_safely(file, kSecretTextBytesMax);
    if (!secret) return secret;
    const std::string_view text = secret->view();
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.empty() || text.size() > kSecretTextBytesMax) {
        return fail("key_damaged", file.string());
    }
    return Secret(line);
}

Result<Pepper> open_pepper(const fs::path& data_folder, RandomFill random) {
    auto key = read_or_create_key(data_folder / "keys" / "pepper", kPepperBytes, random);
    if (!key) return pass_on(key);
    return Pepper{std::move(*key)};
}

TerminalKey::TerminalKey(const Secret& seed) {
    CHECK(seed.size() == crypto_sign_SEEDBYTES);
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(public_key_.data(), reinterpret_cast<unsigned char*>(secret.data()),
                             reinterpret_cast<const unsigned char*>(seed.view().data()));
    secret_key_ = Secret(std::move(secret));
}

std::string TerminalKey::public_key_hex() const {
    return to_hex({reinterpret_cast<const char*>(public_key_.data()), public_key_.size()});
}

std::string TerminalKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         reinterpret_cast<const unsigned char*>(secret_key_.view().data()));
    return signature;
}

Result<TerminalKey> open_terminal_key(const fs::path& data_folder, RandomFill random) {
    const auto seed =
        read_or_create_key(data_folder / "keys" / "terminal", crypto_sign_SEEDBYTES, random);
    if (!seed) return pass_on(seed);
    return TerminalKey(*seed);
}

bool verify_signature(std::string_view message, std::string_view signature,
                      const std::array<unsigned char, 32>& public_key) {
    if (signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                       reinterpret_cast<const unsigned char*>(message.data()),
                                       message.size(), public_key.data()) == 0;
}

}  // namespace lini
