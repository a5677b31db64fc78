#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>

#include "db/data_folder.h"
#include "db/ledger.h"
#include "tests/db/ledger_fixture.h"

namespace fs = std::filesystem;
using namespace lini;
using namespace lini::testing;

namespace {

std::string error_of(Result<std::unique_ptr<Ledger>> result) {
    return result ? std::string() : result.error().code;
}

void overwrite(const std::string& file, std::int64_t offset, const std::string& bytes) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(offset);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(stream.good());
}

std::vector<std::string> names_with(const std::string& folder, const std::string& part) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.find(part) != std::string::npos) names.push_back(name);
    }
    return names;
}

}  // namespace

TEST_CASE("a second instance on the same data is refused") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = value_of(Ledger::open(options));
    CHECK(error_of(Ledger::open(options)) == "data_in_use");
    ledger.reset();
    CHECK(error_of(Ledger::open(options)).empty());
}

TEST_CASE("the first fact of a ledger is its incarnation") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = value_of(Ledger::open(options_for(folder.path(), clock)));
    const auto events = all_events(*ledger);
    REQUIRE(events.size() == 1);
    CHECK(events[0].id == EventId{TerminalId("L2"), 1, 1});
    CHECK(events[0].kind == "incarnation_started");
    CHECK(events[0].prev_hash == Hash{});
    CHECK(events[0].actor == "system");
}

TEST_CASE("keys are made once, for nobody else to read") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    value_of(Ledger::open(options)).reset();
    struct stat about {};
    REQUIRE(stat(folder.file("keys/terminal").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    CHECK(about.st_size == 32);
    CHECK(error_of(Ledger::open(options)).empty());
    fs::permissions(folder.file("keys/terminal"), fs::perms::group_read, fs::perm_options::add);
    CHECK(error_of(Ledger::open(options)) == "keys_unreadable");
}

TEST_CASE("a damaged database is kept aside, explained, and not replaced by an empty one") {
    const TempFolder folder;
    const TestClock clock;
    LedgerOptions options = options_for(folder.path(), clock);
    ready_ledger(options).reset();
    const auto size = fs::file_size(folder.file("lini.db"));
    SECTION("no database at all any more") {
        overwrite(folder.file("lini.db"), 0, std::string(4096, 'x'));
    }
    SECTION("pages overwritten") {
        overwrite(folder.file("lini.db"), 4096, std::string(size - 4096, '\x5a'));
    }
    CHECK(error_of(Ledger::open(options)) == "data_damaged");
    CHECK_FALSE(fs::exists(folder.file("lini.db")));
    const auto aside = names_with(folder.path(), "lini.db.damaged-");
    REQUIRE(aside.size() == 1);
    CHECK(fs::file_size(folder.file(aside[0])) == size);
    // Asked again, it still does not begin anew by itself.
    CHECK(error_of(Ledger::open(options)) == "data_damaged");
    options.begin_beside_damaged = true;
    auto fresh = value_of(Ledger::open(options));
    // Its records can never be taken for the lost ones.
    CHECK(fresh->status().incarnation == 2);
}

TEST_CASE("a changed end of the history is found at the start") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    ready_ledger(options).reset();
    std::ifstream in(folder.file("lini.db"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto found = bytes.find("CV Ayu");
    REQUIRE(found != std::string::npos);
    // Every copy of the client's name: in the event and in the board's row.
    for (auto at = found; at != std::string::npos; at = bytes.find("CV Ayu", at + 1)) {
        overwrite(folder.file("lini.db"), static_cast<std::int64_t>(at), "CV Ayx");
    }
    CHECK(error_of(Ledger::open(options)) == "data_damaged");
}

TEST_CASE("a database that is simply gone is not silently begun anew") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    ready_ledger(options).reset();
    fs::remove(folder.file("lini.db"));
    CHECK(error_of(Ledger::open(options)) == "data_missing");
}

TEST_CASE("another terminal's data and a newer program's data are refused") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    ready_ledger(options).reset();
    CHECK(error_of(Ledger::open(options_for(folder.path(), clock, "L3"))) == "data_other_terminal");
    overwrite(folder.file("lini.db"), 60, std::string("\0\0\x03\xe7", 4));  // user_version
    CHECK(error_of(Ledger::open(options)) == "data_newer");
    CHECK(fs::exists(folder.file("lini.db")));
}

TEST_CASE("an unknown time zone is refused before anything is written") {
    const TempFolder folder;
    const TestClock clock;
    LedgerOptions options = options_for(folder.path(), clock);
    options.zone = "Asia/Atlantis";
    CHECK(error_of(Ledger::open(options)) == "zone_unknown");
}
