#include "db/sync/webhook_signature.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kKeyBytesMin = 24;
constexpr std::size_t kKeyBytesMax = 64;
constexpr std::size_t kFileBytesMax = 1024;
constexpr std::size_t kIdHexDigits = 32;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

class OpenFile {
public:
    explicit OpenFile(const std::string& file)
        : handle_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {}
    ~OpenFile() {
        if (handle_ >= 0) ::close(handle_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int handle() const { return handle_; }

private:
    const int handle_;
};

}  // namespace

Result<WebhookSecret> WebhookSecret::parse(std::string_view text) {
    text = trimmed(text);
    if (text.substr(0, kPrefix.size()) != kPrefix) return fail("secret_invalid", "no whsec_");
    text.remove_prefix(kPrefix.size());
    std::vector<unsigned char> key(kKeyBytesMax);
    std::size_t length = 0;
    const char* end = nullptr;
    const int decoded = sodium_base642bin(key.data(), key.size(), text.data(), text.size(), nullptr,
                                          &length, &end, sodium_base64_VARIANT_ORIGINAL);
    const bool whole = decoded == 0 && end == text.data() + text.size();
    if (!whole || length < kKeyBytesMin) {
        sodium_memzero(key.data(), key.size());
        return fail("secret_invalid", "not the base64 of 24 to 64 bytes");
    }
    key.resize(length);
    return WebhookSecret(std::move(key));
}

Result<WebhookSecret> WebhookSecret::load(const std::string& file) {
    const OpenFile opened(file);
    struct stat status {};
    if (opened.handle() < 0 || ::fstat(opened.handle(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return fail("secret_unreadable", file);
    }
    if ((status.st_mode & 077) != 0) return fail("secret_permissions", file);
    std::array<char, kFileBytesMax> text{};
    const ssize_t length = ::read(opened.handle(), text.data(), text.size());
    if (length < 0) return fail("secret_unreadable", file);
    auto secret = parse({text.data(), static_cast<std::size_t>(length)});
    sodium_memzero(text.data(), text.size());
    return secret;
}

WebhookSecret::~WebhookSecret() {
    if (!key_.empty()) sodium_memzero(key_.data(), key_.size());
}

std::string WebhookSecret::sign(std::string_view id, std::int64_t timestamp_s,
                                std::string_view body) const {
    const std::string head = std::string(id) + "." + std::to_string(timestamp_s) + ".";
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key_.data(), key_.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(head), head.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(body), body.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof state);

    std::array<char, sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES,
                                               sodium_base64_VARIANT_ORIGINAL)>
        text{};
    sodium_bin2base64(text.data(), text.size(), mac.data(), mac.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    return std::string("v1,") + text.data();
}

std::string webhook_id(std::string_view key) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes_of(key), key.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return "charge_" + std::string(hex.data(), kIdHexDigits);
}

}  // namespace lini
