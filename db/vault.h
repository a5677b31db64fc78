// Names, formulas and margins: encrypted values by name, readable while the key file is there and
// destroyable with it (or one by one). XChaCha20-Poly1305 by libsodium; the name is bound to the
// value as associated data, so two values cannot be swapped.
// The ledger's thread. Each call is one transaction, or part of the one it is called in.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/base/result.h"
#include "app/domain/ids.h"

namespace lini {

class Store;

class Vault {
public:
    using Random = std::function<void(unsigned char*, std::size_t)>;

    /// `key_file` is made (32 random bytes, mode 0600) by the first put(). `store` outlives this.
    Vault(Store& store, std::string key_file, Random random);

    /// Errors: "keys_unreadable", "vault_unreadable" (wrong key or damaged value).
    Result<std::optional<std::string>> get(const std::string& name);
    Result<void> put(const std::string& name, const std::string& value);
    Result<void> erase(const std::string& name);

    Result<void> put_person(const UserId& user, const std::string& name);
    /// Names of all people; one that cannot be read is left out and logged.
    Result<std::map<UserId, std::string>> people();

private:
    Result<std::string> key(bool may_make);

    Store& store_;
    const std::string key_file_;
    const Random random_;
    std::string key_;
};

}  // namespace lini
