// What stands between a database and the folder it belongs to: an older copy put back by hand, and
// a power cut while a database is put aside.
#include "db/data_folder.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "db/ledger.h"
#include "tests/db/ledger_fixture.h"

namespace fs = std::filesystem;
using namespace lini;
using namespace lini::testing;

namespace {

constexpr std::int64_t kNow = 1'795'000'000'000'000;

std::string error_of(const Result<std::unique_ptr<Ledger>>& result) {
    return result ? std::string() : result.error().code;
}

bool holds(Ledger& ledger, const std::string& command_id) {
    for (const StoredEvent& event : all_events(ledger)) {
        if (event.command_id == command_id) return true;
    }
    return false;
}

/// What a terminal that was killed leaves behind: its last records are in the log file only.
std::string killed_folder(const TempFolder& folder, const Clock& clock, const std::string& name) {
    const auto ledger = ready_ledger(options_for(folder.file("live-" + name), clock));
    commit_all(*ledger, {output_command("last", "PO-1", 5)});
    fs::copy(folder.file("live-" + name), folder.file(name), fs::copy_options::recursive);
    REQUIRE(fs::file_size(folder.file(name + "/lini.db-wal")) > 0);
    return folder.file(name);
}

/// A folder whose database was replaced by a copy from before the command "late".
void roll_back(const LedgerOptions& options) {
    const std::string file = options.folder + "/lini.db";
    ready_ledger(options).reset();
    fs::copy_file(file, options.folder + "/old.db");
    auto ledger = value_of(Ledger::open(options));
    commit_all(*ledger, {output_command("late", "PO-1", 5)});
    ledger.reset();
    fs::rename(options.folder + "/old.db", file);
}

void forget_head(const std::string& data) {
    std::fstream lock(data + "/lock", std::ios::in | std::ios::out | std::ios::binary);
    lock.seekp(4096);
    lock << "torn";
    REQUIRE(lock.good());
}

std::string beside(const std::string& data, const std::string& part) {
    for (const auto& entry : fs::directory_iterator(data)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("lini.db." + part) && !name.ends_with("-wal") &&
            !name.ends_with("-shm")) {
            return entry.path().string();
        }
    }
    return {};
}

}  // namespace

TEST_CASE("an older database that was copied back is refused, and a restore goes on from it") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    roll_back(options);
    CHECK(error_of(Ledger::open(options)) == "data_rolled_back");
    CHECK(error_of(Ledger::open(options)) == "data_rolled_back");
    CHECK(Ledger::open_reading(options));  // Looking at it harms nothing.
    auto ledger = value_of(restore(options, folder.file("data/lini.db")));
    CHECK(ledger->status().incarnation == 2);
    CHECK_FALSE(holds(*ledger, "late"));
    commit_all(*ledger, {output_command("late", "PO-1", 6)});
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    CHECK(holds(*ledger, "late"));
    CHECK(value_of(ledger->verify()).sound);
}

TEST_CASE("control: nobody knowing how far it was, the older copy gives a number twice") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    roll_back(options);
    forget_head(options.folder);
    const auto ledger = value_of(Ledger::open(options));
    CHECK(ledger->status().incarnation == 1);
    const auto again = commit_all(*ledger, {output_command("other", "PO-1", 6)});
    // The seq that "late" had.
    CHECK(again.at(0).id.incarnation == 1);
    CHECK(ledger->status().seq == again.at(0).id.seq);
}

TEST_CASE("a database that holds more than what was noted, or of which nothing is, is healthy") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.file("data"), clock);
    auto ledger = ready_ledger(options);
    const std::int64_t before = ledger->status().seq;
    commit_all(*ledger, {output_command("a", "PO-1", 5)});
    ledger.reset();
    {
        const auto held = value_of(DataFolder::hold(options.folder));
        CHECK(held->known_head() == DataFolder::KnownHead{1, before + 1});
        // As a power cut leaves it that kept the commit and not the note.
        REQUIRE(held->note_head({1, before}));
    }
    CHECK(error_of(Ledger::open(options)).empty());
    CHECK(value_of(DataFolder::hold(options.folder))->known_head().seq == before + 1);
    forget_head(options.folder);
    CHECK(value_of(DataFolder::hold(options.folder))->known_head() == DataFolder::KnownHead{});
    CHECK(error_of(Ledger::open(options)).empty());
    CHECK(value_of(DataFolder::hold(options.folder))->last_incarnation() == 1);
}

TEST_CASE("cut off between database and log, putting aside leaves none, and is ended later") {
    const TempFolder folder;
    const TestClock clock;
    const std::string data = killed_folder(folder, clock, "data");
    const LedgerOptions options = options_for(data, clock);
    // Something lies where the log is to go, so the second rename fails.
    std::string aside;
    {
        fs::create_directory(folder.file("name"));
        std::ofstream(folder.file("name/lini.db")) << "x";
        aside = value_of(value_of(DataFolder::hold(folder.file("name")))->put_aside("old", kNow));
        aside = data + "/" + fs::path(aside).filename().string();
    }
    fs::create_directories(aside + "-wal/in the way");
    {
        const auto held = value_of(DataFolder::hold(data));
        CHECK_FALSE(held->put_aside("old", kNow));
    }
    CHECK_FALSE(fs::exists(data + "/lini.db"));
    CHECK(fs::exists(data + "/lini.db-wal"));
    CHECK(error_of(Ledger::open(options)) == "io_error");
    fs::remove_all(aside + "-wal");
    CHECK(error_of(Ledger::open(options)) == "data_missing");
    CHECK(fs::exists(aside + "-wal"));
    CHECK_FALSE(fs::exists(data + "/lini.db-wal"));
    CHECK_FALSE(fs::exists(data + "/lini.db.moving"));
    // Database and log are together, so nothing of it is lost.
    const auto ledger = value_of(restore(options, aside));
    CHECK(holds(*ledger, "last"));
    CHECK(ledger->status().incarnation == 2);
}

TEST_CASE("control: the log moved first, a cut leaves a database that opens without its end") {
    const TempFolder folder;
    const TestClock clock;
    const std::string data = killed_folder(folder, clock, "data");
    const LedgerOptions options = options_for(data, clock);
    fs::rename(data + "/lini.db-wal", data + "/lini.db.old-wal");
    fs::remove(data + "/lini.db-shm");
    CHECK(error_of(Ledger::open(options)) == "data_rolled_back");
    forget_head(data);
    CHECK_FALSE(holds(*value_of(Ledger::open(options)), "last"));
}

TEST_CASE("cut off before the first rename, nothing was put aside") {
    const TempFolder folder;
    const TestClock clock;
    const std::string data = killed_folder(folder, clock, "data");
    for (const char* name : {"lini.db.old-20261118T000000Z", "../keys/terminal", ""}) {
        INFO(name);
        std::ofstream(data + "/lini.db.moving") << name;
        CHECK(holds(*value_of(Ledger::open(options_for(data, clock))), "last"));
        CHECK_FALSE(fs::exists(data + "/lini.db.moving"));
        CHECK(fs::exists(data + "/keys/terminal"));
    }
}

TEST_CASE("what is put aside is whole by itself, and a restore after it finds nothing left over") {
    const TempFolder folder;
    const TestClock clock;
    const std::string data = killed_folder(folder, clock, "data");
    const LedgerOptions options = options_for(data, clock);
    const std::string copy = folder.file("copy.db");
    REQUIRE(value_of(Ledger::open_reading(options)));
    {
        auto other = ready_ledger(options_for(folder.file("other"), clock));
        REQUIRE(other->backup(copy));
    }
    auto ledger = value_of(restore(options, copy));
    CHECK_FALSE(holds(*ledger, "last"));
    ledger.reset();
    CHECK(holds(*value_of(restore(options, beside(data, "replaced"))), "last"));
}
