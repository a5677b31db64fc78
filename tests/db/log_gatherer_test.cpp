// The log behind the gatherer is the log that SQLite meant: fewer writes, the same bytes.
#include "db/log_gatherer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch_test_macros.hpp>

#include "tests/db/ledger_fixture.h"
#include "tests/db/memory_disk.h"

using namespace lini;
using namespace lini::testing;

namespace {

const int kOpenFlags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
constexpr int kRows = 2000;
const std::string kText(500, 'x');

void prepare(SQLite::Database& database) {
    REQUIRE(database.execAndGet("PRAGMA journal_mode=WAL").getString() == "wal");
    database.exec("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0");
    database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
    database.exec("INSERT INTO t VALUES (0, 'first')");
}

void add_rows(SQLite::Database& database) {
    SQLite::Statement row(database, "INSERT INTO t VALUES (?, ?)");
    for (int i = 1; i <= kRows; ++i) {
        row.bind(1, i);
        row.bind(2, kText);
        row.exec();
        row.reset();
    }
}

int count_rows(SQLite::Database& database) {
    return database.execAndGet("SELECT count(*) FROM t").getInt();
}

}  // namespace

TEST_CASE("the frames of one record reach the log in one write and one sync") {
    MemoryDisk disk("lini-memory-disk");
    const LogGatherer gatherer(disk.vfs());
    SQLite::Database database(std::string("/g"), kOpenFlags, 0, gatherer.name());
    prepare(database);
    disk.fail_at(0, 0, false);
    database.exec("BEGIN; INSERT INTO t VALUES (1, 'a'); CREATE TABLE u (a); COMMIT");
    CHECK(disk.operations() == 2);
}

TEST_CASE("control: without the gatherer the same record is written in many pieces") {
    MemoryDisk disk("lini-memory-disk");
    SQLite::Database database(std::string("/g"), kOpenFlags, 0, disk.vfs());
    prepare(database);
    disk.fail_at(0, 0, false);
    database.exec("BEGIN; INSERT INTO t VALUES (1, 'a'); CREATE TABLE u (a); COMMIT");
    CHECK(disk.operations() > 4);
}

TEST_CASE("a disk that may harm bytes beside a write gets every write at once") {
    MemoryDisk disk("lini-memory-disk");
    disk.set_powersafe(false);
    const LogGatherer gatherer(disk.vfs());
    SQLite::Database database(std::string("/g"), kOpenFlags, 0, gatherer.name());
    prepare(database);
    disk.fail_at(0, 0, false);
    database.exec("BEGIN; INSERT INTO t VALUES (1, 'a'); CREATE TABLE u (a); COMMIT");
    CHECK(disk.operations() > 4);
}

TEST_CASE("a transaction larger than the cache is read back before its commit, and taken back") {
    const TempFolder folder;
    const LogGatherer gatherer("");
    SQLite::Database database(folder.file("g.db"), kOpenFlags, 0, gatherer.name());
    prepare(database);
    database.exec("PRAGMA cache_size=10");
    database.exec("BEGIN");
    add_rows(database);
    CHECK(count_rows(database) == kRows + 1);
    CHECK(database.execAndGet("SELECT min(b) FROM t WHERE a > 0").getString() == kText);
    database.exec("ROLLBACK");
    CHECK(count_rows(database) == 1);
    database.exec("BEGIN");
    add_rows(database);
    database.exec("UPDATE t SET b = 'y' WHERE a = 1; COMMIT");
    CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");

    // Another process sees it, and only it.
    SQLite::Database reader(folder.file("g.db"), SQLite::OPEN_READONLY);
    CHECK(count_rows(reader) == kRows + 1);
    CHECK(reader.execAndGet("SELECT b FROM t WHERE a = 1").getString() == "y");
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(count_rows(reader) == kRows + 1);
}

TEST_CASE("a log that cannot be written fails the commit") {
    MemoryDisk disk("lini-memory-disk");
    const LogGatherer gatherer(disk.vfs());
    SQLite::Database database(std::string("/g"), kOpenFlags, 0, gatherer.name());
    prepare(database);
    disk.fail_at(1, SQLITE_FULL, false);
    CHECK_THROWS_AS(database.exec("INSERT INTO t VALUES (1, 'a')"), SQLite::Exception);
    CHECK(count_rows(database) == 1);
    database.exec("INSERT INTO t VALUES (1, 'b')");
    CHECK(count_rows(database) == 2);
}
