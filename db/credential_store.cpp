#include "db/credential_store.h"

#include "db/store.h"

namespace lini {
namespace {

#define LINI_CREDENTIAL_COLUMNS \
    "user_id, card_hash, pin_hash, failed_count, locked_until_utc_us, last_seen_utc_us"

std::optional<Credential> read_row(Query& row) {
    if (!row.next()) return std::nullopt;
    Credential credential;
    credential.user = UserId(row.text(0));
    credential.card_hash = row.text(1);
    credential.pin_hash = row.text(2);
    credential.failed_count = static_cast<int>(row.integer(3));
    credential.locked_until_utc_us = row.integer(4);
    credential.last_seen_utc_us = row.integer(5);
    return credential;
}

}  // namespace

Result<std::optional<Credential>> CredentialStore::by_user(const UserId& user) {
    std::optional<Credential> found;
    const auto done = store_.read([&] {
        Query row = store_.query("SELECT " LINI_CREDENTIAL_COLUMNS
                                 " FROM credential WHERE user_id = ?");
        found = read_row(row.bind(user.str()));
    });
    if (!done) return pass_on(done);
    return found;
}

Result<std::optional<Credential>> CredentialStore::by_card(const std::string& card_hash) {
    std::optional<Credential> found;
    if (card_hash.empty()) return found;
    const auto done = store_.read([&] {
        Query row = store_.query("SELECT " LINI_CREDENTIAL_COLUMNS
                                 " FROM credential WHERE card_hash = ? AND card_hash <> ''");
        found = read_row(row.bind(card_hash));
    });
    if (!done) return pass_on(done);
    return found;
}

Result<void> CredentialStore::put(const Credential& credential) {
    return store_.write([&] {
        const auto holder = must(by_card(credential.card_hash));
        if (holder && holder->user != credential.user) {
            throw StoreFailure{{"card_in_use", holder->user.str()}};
        }
        Query row = store_.query("INSERT OR REPLACE INTO credential (" LINI_CREDENTIAL_COLUMNS
                                 ") VALUES (?,?,?,?,?,?)");
        row.bind(credential.user.str()).bind(credential.card_hash).bind(credential.pin_hash);
        row.bind(credential.failed_count).bind(credential.locked_until_utc_us);
        row.bind(credential.last_seen_utc_us).run();
    });
}

Result<void> CredentialStore::set_secrets(const UserId& user, const std::string& card_hash,
                                          const std::string& pin_hash) {
    return store_.write([&] {
        Credential credential = must(by_user(user)).value_or(Credential{});
        credential.user = user;
        if (!card_hash.empty()) credential.card_hash = card_hash;
        if (!pin_hash.empty()) {
            credential.pin_hash = pin_hash;
            credential.failed_count = 0;
            credential.locked_until_utc_us = 0;
        }
        must(put(credential));
    });
}

Result<void> CredentialStore::note_attempt(const UserId& user, int failed_count,
                                           std::int64_t locked_until_utc_us,
                                           std::int64_t seen_utc_us) {
    return store_.write([&] {
        const int changed =
            store_
                .query("UPDATE credential SET failed_count = ?, locked_until_utc_us = ?,"
                       " last_seen_utc_us = max(last_seen_utc_us, ?) WHERE user_id = ?")
                .bind(failed_count)
                .bind(locked_until_utc_us)
                .bind(seen_utc_us)
                .bind(user.str())
                .run();
        if (changed == 0) throw StoreFailure{{"credential_unknown", user.str()}};
    });
}

Result<void> CredentialStore::remove(const UserId& user) {
    return store_.write([&] {
        store_.query("DELETE FROM credential WHERE user_id = ?").bind(user.str()).run();
    });
}

Result<std::int64_t> CredentialStore::last_seen_utc_us() {
    std::int64_t latest = 0;
    const auto done = store_.read([&] {
        Query row = store_.query("SELECT coalesce(max(last_seen_utc_us), 0) FROM credential");
        if (row.next()) latest = row.integer(0);
    });
    if (!done) return pass_on(done);
    return latest;
}

}  // namespace lini
