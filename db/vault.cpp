#include "db/vault.h"

#include <array>

#include <sodium.h>

#include "app/base/check.h"
#include "app/base/log.h"
#include "db/key_file.h"
#include "db/store.h"

namespace lini {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view kPersonPrefix = "person:";

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string seal(const std::string& key, std::string_view nonce, const std::string& name,
                 const std::string& value) {
    std::string sealed(value.size() + kTagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(sealed.data()), nullptr, bytes(value), value.size(),
        bytes(name), name.size(), nullptr, bytes(nonce), bytes(key));
    return sealed;
}

Result<std::string> unseal(const std::string& key, std::string_view nonce,
                           const std::string& name, std::string_view sealed) {
    if (nonce.size() != kNonceBytes || sealed.size() < kTagBytes) {
        return fail("vault_unreadable", name);
    }
    std::string value(sealed.size() - kTagBytes, '\0');
    const int answer = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(value.data()), nullptr, nullptr, bytes(sealed),
        sealed.size(), bytes(name), name.size(), bytes(nonce), bytes(key));
    if (answer != 0) return fail("vault_unreadable", name);
    return value;
}

}  // namespace

Vault::Vault(Store& store, std::string key_file, Random random)
    : store_(store), key_file_(std::move(key_file)), random_(std::move(random)) {
    CHECK(sodium_init() >= 0);
}

Result<std::string> Vault::key(bool may_make) {
    if (!key_.empty()) return key_;
    const auto loaded = load_key(key_file_, may_make ? random_ : Random{});
    if (!loaded) return pass_on(loaded);
    key_.assign(loaded->begin(), loaded->end());
    return key_;
}

Result<std::optional<std::string>> Vault::get(const std::string& name) {
    std::optional<std::string> value;
    const auto done = store_.read([&] {
        Query row = store_.query("SELECT nonce, value FROM vault WHERE name = ?");
        if (!row.bind(name).next()) return;
        value = must(unseal(must(key(false)), row.blob(0), name, row.blob(1)));
    });
    if (!done) return pass_on(done);
    return value;
}

Result<void> Vault::put(const std::string& name, const std::string& value) {
    return store_.write([&] {
        std::array<unsigned char, kNonceBytes> nonce{};
        const std::string secret = must(key(true));
        random_(nonce.data(), nonce.size());
        const std::string_view nonce_text(reinterpret_cast<const char*>(nonce.data()),
                                          nonce.size());
        const std::string sealed = seal(secret, nonce_text, name, value);
        store_.query("INSERT OR REPLACE INTO vault (name, nonce, value) VALUES (?, ?, ?)")
            .bind(name)
            .bind_blob(nonce.data(), nonce.size())
            .bind_blob(sealed.data(), sealed.size())
            .run();
    });
}

Result<void> Vault::erase(const std::string& name) {
    return store_.write(
        [&] { store_.query("DELETE FROM vault WHERE name = ?").bind(name).run(); });
}

Result<void> Vault::put_person(const UserId& user, const std::string& name) {
    return put(std::string(kPersonPrefix) + user.str(), name);
}

Result<std::map<UserId, std::string>> Vault::people() {
    std::map<UserId, std::string> names;
    const auto done = store_.read([&] {
        const std::string first(kPersonPrefix);
        Query row = store_.query("SELECT name, nonce, value FROM vault"
                                 " WHERE name >= ?1 AND name < ?1 || char(1114111)");
        row.bind(first);
        while (row.next()) {
            const std::string secret = must(key(false));
            const auto value = unseal(secret, row.blob(1), row.text(0), row.blob(2));
            if (value) {
                names.emplace(UserId(row.text(0).substr(kPersonPrefix.size())), *value);
            } else {
                log::warn("vault: {} cannot be read", log::printable(row.text(0)));
            }
        }
    });
    if (!done) return pass_on(done);
    return names;
}

}  // namespace lini
