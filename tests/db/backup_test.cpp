#include "db/backup.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "app/domain/progress.h"
#include "db/charge_claims.h"
#include "db/ledger.h"
#include "db/vault.h"
#include "tests/db/ledger_fixture.h"

namespace fs = std::filesystem;
using namespace lini;
using namespace lini::testing;

namespace {

std::int64_t good_of(Ledger& ledger) {
    return deliverable_good(*value_of(ledger.order(OrderNo("PO-1"))));
}

}  // namespace

TEST_CASE("a backup holds all that was there, and nothing of it lies beside it") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, {output_command("a", "PO-1", 100)});
    REQUIRE(ledger->backup(folder.file("copy.db")));
    commit_all(*ledger, {output_command("b", "PO-1", 100)});
    CHECK_FALSE(fs::exists(folder.file("copy.db.partial")));
    CHECK_FALSE(fs::exists(folder.file("copy.db-wal")));
    ledger.reset();
    ledger = value_of(restore(options, folder.file("copy.db")));
    CHECK(good_of(*ledger) == 100);
    CHECK(value_of(ledger->verify()).sound);
}

TEST_CASE("a backup is never written over what the ledger works on") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    fs::create_directory_symlink(folder.file("data"), folder.file("link"));
    for (const char* target : {"data/lini.db", "data/lini.db-wal", "data/keys/terminal",
                               "data/new.db", "link/lini.db", "data/../data/lini.db"}) {
        INFO(target);
        const auto written = ledger->backup(folder.file(target));
        REQUIRE_FALSE(written);
        CHECK(written.error().code == "backup_in_data");
    }
    commit_all(*ledger, {output_command("a", "PO-1", 100)});
    ledger.reset();
    CHECK(good_of(*value_of(Ledger::open(options))) == 100);
    CHECK(value_of(Ledger::open(options))->backup(folder.file("data.db")));
}

TEST_CASE("a restore begins a new incarnation that names the old head") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, {labels_command("l", "PO-1", 2)});
    const LedgerStatus before = ledger->status();
    REQUIRE(ledger->backup(folder.file("copy.db")));
    ledger.reset();
    for (std::int64_t incarnation = 2; incarnation <= 3; ++incarnation) {
        // Twice from the same copy: still no identity is used twice.
        ledger = value_of(restore(options, folder.file("copy.db")));
        CHECK(ledger->status().incarnation == incarnation);
        const auto first = value_of(ledger->events_after({TerminalId("L2"), incarnation, 0}, 1));
        const Event event = value_of(decode_event(first.at(0)));
        const auto& started = std::get<IncarnationStarted>(event.body);
        CHECK(started.cause == "restore");
        CHECK(started.old_head_hex == before.head_hash_hex);
        CHECK(started.old_incarnation == 1);
        CHECK(started.old_seq == before.seq);
        CHECK(ledger->status().events == before.events + 1);
        for (const LabelJob& job : value_of(ledger->label_jobs(10))) {
            CHECK(job.state == LabelJobState::uncertain);
            CHECK(job.detail == "restore");
        }
        commit_all(*ledger, {labels_command("again", "PO-1", 1)});
        CHECK(value_of(ledger->label_jobs(1)).at(0).serial.str() ==
              "L2-" + std::to_string(incarnation) + "-0000001");
        CHECK(value_of(ledger->verify()).sound);
        ledger.reset();
    }
    int kept = 0;
    for (const auto& entry : fs::directory_iterator(folder.file("data"))) {
        const std::string name = entry.path().filename().string();
        kept += name.rfind("lini.db.replaced-", 0) == 0 ? 1 : 0;
    }
    CHECK(kept == 2);
}

TEST_CASE("what the lost days wrote can come back after a restore") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    REQUIRE(ledger->backup(folder.file("copy.db")));
    commit_all(*ledger, {output_command("a", "PO-1", 100)});
    const auto all = all_events(*ledger);
    ledger.reset();
    ledger = value_of(restore(options, folder.file("copy.db")));
    CHECK(good_of(*ledger) == 0);
    CHECK(value_of(ledger->ingest(all)).added == 1);
    CHECK(good_of(*ledger) == 100);
    CHECK(value_of(ledger->commit({output_command("a", "PO-1", 100)})).outcomes[0].repeated);
    CHECK(value_of(ledger->verify()).sound);
}

TEST_CASE("a damaged backup is refused and the data stays as it is") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, {output_command("a", "PO-1", 100)});
    ledger.reset();
    const std::string file = folder.file("copy.db");
    std::ofstream(file) << "this is no database, though it is long enough to look like one"
                        << std::string(8192, '?');
    CHECK(restore(options, file).error().code == "backup_damaged");
    std::ofstream(file, std::ios::trunc) << "";
    CHECK(restore(options, file).error().code == "backup_damaged");
    CHECK(restore(options, folder.file("nothing.db")).error().code == "backup_failed");
    ledger = value_of(Ledger::open(options));
    CHECK(ledger->status().incarnation == 1);
    CHECK(good_of(*ledger) == 100);
}

TEST_CASE("a backup that cannot be written leaves the older one in place") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.file("data"), clock));
    CHECK_FALSE(ledger->backup(folder.file("no-such-folder/copy.db")));
    CHECK(ledger->status().writable);
}

TEST_CASE("a backup without its keys opens no vault") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.file("a"), clock));
    REQUIRE(ledger->vault().put("formula:1", "rahasia"));
    REQUIRE(ledger->backup(folder.file("copy.db")));
    const std::string bytes = [&] {
        std::ifstream in(folder.file("copy.db"), std::ios::binary);
        return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    }();
    CHECK(bytes.find("rahasia") == std::string::npos);
    CHECK(value_of(ledger->vault().get("formula:1")).value() == "rahasia");
    auto other = value_of(restore(options_for(folder.file("b"), clock), folder.file("copy.db")));
    CHECK(other->vault().get("formula:1").error().code == "keys_unreadable");
}
