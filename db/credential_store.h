// ID cards and PINs as opaque hashes, and the lockout that outlives restarts. Never an event, and
// what the hashes mean is app/identity's business.
// The ledger's thread. Each call is one transaction, or part of the one it is called in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/base/result.h"
#include "app/domain/ids.h"

namespace lini {

class Store;

struct Credential {
    UserId user;
    std::string card_hash;  // Opaque; empty: no card.
    std::string pin_hash;   // Opaque; empty: no PIN.
    int failed_count = 0;   // Wrong PINs since the last right one.
    std::int64_t locked_until_utc_us = 0;
    /// The latest time that any attempt saw: a clock turned back does not end a lockout.
    std::int64_t last_seen_utc_us = 0;
};

class CredentialStore {
public:
    /// `store` outlives this.
    explicit CredentialStore(Store& store) : store_(store) {}

    Result<std::optional<Credential>> by_user(const UserId& user);
    Result<std::optional<Credential>> by_card(const std::string& card_hash);

    /// Inserts or replaces the whole row. Error "card_in_use" when another user has that card.
    Result<void> put(const Credential& credential);

    /// Changes only what is not empty; failed count and lockout start anew with a new PIN.
    Result<void> set_secrets(const UserId& user, const std::string& card_hash,
                             const std::string& pin_hash);

    /// Result of one attempt. `last_seen_utc_us` never goes back. Error "credential_unknown".
    Result<void> note_attempt(const UserId& user, int failed_count,
                              std::int64_t locked_until_utc_us, std::int64_t seen_utc_us);

    Result<void> remove(const UserId& user);

    /// The latest time that any user's attempt saw; 0 when there was none.
    Result<std::int64_t> last_seen_utc_us();

private:
    Store& store_;
};

}  // namespace lini
