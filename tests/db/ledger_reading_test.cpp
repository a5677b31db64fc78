// Whoever only reads needs no lock and changes nothing, whether a terminal runs or not.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include "app/domain/progress.h"
#include "db/ledger.h"
#include "db/vault.h"
#include "tests/db/ledger_fixture.h"

namespace fs = std::filesystem;
using namespace lini;
using namespace lini::testing;

namespace {

std::string bytes_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Database and log. A log that is not there and an empty one are the same to SQLite.
std::pair<std::string, std::string> content(const TempFolder& folder) {
    return {bytes_of(folder.file("lini.db")), bytes_of(folder.file("lini.db-wal"))};
}

std::int64_t good_of(Ledger& ledger) {
    return deliverable_good(*value_of(ledger.order(OrderNo("PO-1"))));
}

/// Everything that a verb reads.
void read_all(Ledger& ledger) {
    CHECK(value_of(ledger.verify()).sound);
    CHECK(value_of(ledger.all_summaries()).size() == 1);
    value_of(ledger.label_jobs(10));
    value_of(ledger.deliveries(10));
    CHECK(ledger.vault().people());
    CHECK(all_events(ledger).size() == static_cast<std::size_t>(ledger.status().events));
}

}  // namespace

TEST_CASE("a reader beside a running terminal changes nothing and sees one instant") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto terminal = ready_ledger(options);
    commit_all(*terminal, {output_command("a", "PO-1", 100)});
    const auto before = content(folder);
    {
        auto reader = value_of(Ledger::open_reading(options));
        read_all(*reader);
        CHECK(good_of(*reader) == 100);
        CHECK(content(folder) == before);
        commit_all(*terminal, {output_command("b", "PO-1", 50)});
        CHECK(terminal->checkpoint());
        read_all(*reader);
        CHECK(reader->status().events + 1 == terminal->status().events);
    }
    const auto after = content(folder);
    auto later = value_of(Ledger::open_reading(options));
    CHECK(good_of(*later) == 150);
    later.reset();
    CHECK(content(folder) == after);
    CHECK(good_of(*terminal) == 150);
}

TEST_CASE("a reader without a terminal changes nothing, also where the log was left behind") {
    const TempFolder folder;
    const TempFolder killed;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto terminal = ready_ledger(options);
    commit_all(*terminal, {output_command("a", "PO-1", 100)});
    SECTION("closed cleanly") {
        terminal.reset();
        const auto before = content(folder);
        CHECK(before.second.empty());
        for (int i = 0; i < 2; ++i) read_all(*value_of(Ledger::open_reading(options)));
        CHECK(content(folder) == before);
    }
    SECTION("killed") {
        // What a kill leaves: the files of this moment.
        fs::copy(folder.path(), killed.path(), fs::copy_options::recursive |
                                                   fs::copy_options::overwrite_existing);
        const auto before = content(killed);
        CHECK_FALSE(before.second.empty());
        const LedgerOptions there = options_for(killed.path(), clock);
        for (int i = 0; i < 2; ++i) {
            auto reader = value_of(Ledger::open_reading(there));
            read_all(*reader);
            CHECK(good_of(*reader) == 100);
        }
        CHECK(content(killed) == before);
        CHECK(good_of(*value_of(Ledger::open(there))) == 100);
    }
}

TEST_CASE("a terminal starts, records and ends while somebody reads") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    ready_ledger(options).reset();
    auto reader = value_of(Ledger::open_reading(options));
    const std::int64_t events = reader->status().events;
    auto terminal = value_of(Ledger::open(options));
    commit_all(*terminal, {output_command("a", "PO-1", 100)});
    CHECK(terminal->checkpoint());
    terminal.reset();
    read_all(*reader);
    CHECK(reader->status().events == events);
    CHECK(good_of(*reader) == 0);
    reader.reset();
    CHECK(good_of(*value_of(Ledger::open(options))) == 100);
}

TEST_CASE("a reader writes nothing, and an older or missing ledger is not its to make") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    CHECK_FALSE(Ledger::open_reading(options));
    CHECK_FALSE(fs::exists(folder.file("lini.db")));
    ready_ledger(options).reset();
    {
        auto reader = value_of(Ledger::open_reading(options));
        CHECK(reader->commit({output_command("a", "PO-1", 1)}).error().code == "read_only");
        CHECK(reader->status().writable);
    }
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(folder.file("lini.db").c_str(), &database) == SQLITE_OK);
    sqlite3_exec(database, "PRAGMA user_version=1", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    CHECK(Ledger::open_reading(options).error().code == "data_older");
}
