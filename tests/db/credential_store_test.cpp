#include "db/credential_store.h"

#include <catch2/catch_test_macros.hpp>

#include "db/attachments.h"
#include "db/store.h"
#include "db/vault.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

TEST_CASE("a lockout and the time it saw outlive a restart, and time never goes back") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = value_of(Ledger::open(options));
    REQUIRE(ledger->credentials().set_secrets(UserId("sup1"), "card", "pin"));
    REQUIRE(ledger->credentials().note_attempt(UserId("sup1"), 3, 900, 500));
    REQUIRE(ledger->credentials().note_attempt(UserId("sup1"), 4, 900, 100));
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    const auto found = value_of(ledger->credentials().by_card("card"));
    REQUIRE(found);
    CHECK(found->user == UserId("sup1"));
    CHECK(found->failed_count == 4);
    CHECK(found->locked_until_utc_us == 900);
    CHECK(found->last_seen_utc_us == 500);
    CHECK(value_of(ledger->credentials().last_seen_utc_us()) == 500);
    // A new PIN ends the lockout, a new card does not.
    REQUIRE(ledger->credentials().set_secrets(UserId("sup1"), "card2", ""));
    CHECK(value_of(ledger->credentials().by_user(UserId("sup1")))->failed_count == 4);
    CHECK_FALSE(value_of(ledger->credentials().by_card("card")));
    REQUIRE(ledger->credentials().set_secrets(UserId("sup1"), "", "pin2"));
    CHECK(value_of(ledger->credentials().by_user(UserId("sup1")))->failed_count == 0);
}

TEST_CASE("one card belongs to one person, and no card to nobody") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = value_of(Ledger::open(options_for(folder.path(), clock)));
    CredentialStore& store = ledger->credentials();
    REQUIRE(store.set_secrets(UserId("a"), "card", ""));
    CHECK(store.set_secrets(UserId("b"), "card", "").error().code == "card_in_use");
    CHECK_FALSE(value_of(store.by_user(UserId("b"))));
    REQUIRE(store.set_secrets(UserId("b"), "", "pin"));
    REQUIRE(store.set_secrets(UserId("c"), "", "pin"));
    CHECK_FALSE(value_of(store.by_card("")));
    CHECK(store.note_attempt(UserId("z"), 1, 0, 0).error().code == "credential_unknown");
    REQUIRE(store.remove(UserId("a")));
    CHECK_FALSE(value_of(store.by_card("card")));
    CHECK(ledger->status().writable);
}

TEST_CASE("a value of the vault cannot be read changed, swapped or under another key") {
    const TempFolder folder;
    auto store = value_of(Store::open(folder.file("v.db"), ""));
    int calls = 0;
    const auto random = [&](unsigned char* out, std::size_t size) {
        ++calls;
        for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(calls + 7 * i);
    };
    Vault vault(*store, folder.file("keys/vault"), random);
    REQUIRE(vault.put("a", "satu"));
    REQUIRE(vault.put("b", "dua"));
    CHECK(value_of(vault.get("a")).value() == "satu");
    CHECK_FALSE(value_of(vault.get("c")));
    REQUIRE(store->write([&] {
        store->query("UPDATE vault SET value = (SELECT value FROM vault WHERE name = 'a'),"
                     " nonce = (SELECT nonce FROM vault WHERE name = 'a') WHERE name = 'b'")
            .run();
    }));
    CHECK(vault.get("b").error().code == "vault_unreadable");
    Vault other(*store, folder.file("keys/other"), random);
    REQUIRE(other.put("x", "tiga"));
    CHECK(other.get("a").error().code == "vault_unreadable");
    REQUIRE(vault.erase("a"));
    CHECK_FALSE(value_of(vault.get("a")));
}

TEST_CASE("names of people come back together, one that cannot be read is left out") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = value_of(Ledger::open(options_for(folder.path(), clock)));
    Vault& vault = ledger->vault();
    REQUIRE(vault.put_person(UserId("op1"), "Siti Nurhaliza"));
    REQUIRE(vault.put_person(UserId("op2"), "Budi"));
    REQUIRE(vault.put("personal", "not a person"));
    const auto names = value_of(vault.people());
    CHECK(names.size() == 2);
    CHECK(names.at(UserId("op1")) == "Siti Nurhaliza");
}

TEST_CASE("an attachment is kept once by its content, and a changed file is noticed") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = value_of(Ledger::open(options_for(folder.path(), clock)));
    Attachments& attachments = ledger->attachments();
    const Hash hash = value_of(attachments.add("a picture", "image/png", 1));
    CHECK(value_of(attachments.add("a picture", "image/png", 2)) == hash);
    CHECK(value_of(attachments.read(hash)) == "a picture");
    CHECK(value_of(attachments.unfinished(10)).size() == 1);
    REQUIRE(attachments.note_uploaded(hash, 9));
    REQUIRE(attachments.note_uploaded(hash, 3));
    CHECK(value_of(attachments.unfinished(10)).empty());
    CHECK(attachments.read(Hash{}).error().code == "attachment_unknown");
    CHECK(attachments.note_uploaded(Hash{}, 1).error().code == "attachment_unknown");
}
