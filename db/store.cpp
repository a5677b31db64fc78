#include "db/store.h"

#include <cstdlib>
#include <fstream>
#include <utility>

#include <sqlite3.h>

#include "app/base/check.h"
#include "app/base/log.h"
#include "db/migrations.h"

namespace lini {
namespace {

constexpr std::int64_t kApplicationId = 0x4c494e49;  // "LINI": `file` knows a ledger by it.
constexpr int kSynchronousFull = 2;
constexpr int kBusyTimeoutMs = 2000;

// Text columns are UTF-8 without NUL: ids and codes only; bodies are blobs.
int note_log_pages(void* counter, sqlite3*, const char*, int pages) {
    *static_cast<int*>(counter) = pages;
    return SQLITE_OK;
}

}  // namespace

Query::~Query() {
    statement_.tryReset();
    try {
        statement_.clearBindings();
    } catch (const SQLite::Exception&) {
        // A statement that failed says so again; its error was handled where it was thrown.
    }
}

Query& Query::bind(std::int64_t value) {
    statement_.bind(++bound_, value);
    return *this;
}

Query& Query::bind(const std::string& text) {
    statement_.bindNoCopy(++bound_, text);
    return *this;
}

Query& Query::bind_blob(const void* data, std::size_t size) {
    // A null pointer would bind NULL where an empty blob is meant.
    statement_.bindNoCopy(++bound_, data == nullptr ? "" : data, static_cast<int>(size));
    return *this;
}

Query& Query::bind_null() {
    statement_.bind(++bound_);
    return *this;
}

bool Query::next() { return statement_.executeStep(); }

int Query::run() {
    while (statement_.executeStep()) {
    }
    return statement_.getChanges();
}

std::int64_t Query::integer(int column) const { return statement_.getColumn(column).getInt64(); }
std::string Query::text(int column) const { return statement_.getColumn(column).getString(); }

std::string_view Query::blob(int column) const {
    const auto value = statement_.getColumn(column);
    const auto* data = static_cast<const char*>(value.getBlob());
    return data == nullptr ? std::string_view{}
                           : std::string_view(data, static_cast<std::size_t>(value.getBytes()));
}

bool Query::is_null(int column) const { return statement_.getColumn(column).isNull(); }

Error store_error(const SQLite::Exception& failure) {
    std::string detail = std::string(failure.getErrorStr()) + ": " + failure.what() + " (" +
                         std::to_string(failure.getExtendedErrorCode()) + ")";
    switch (failure.getErrorCode() & 0xff) {
        case SQLITE_FULL: return {"disk_full", std::move(detail)};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN: return {"read_only", std::move(detail)};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return {"data_damaged", std::move(detail)};
        case SQLITE_CONSTRAINT: return {"data_conflict", std::move(detail)};
        default: return {"io_error", std::move(detail)};
    }
}

Store::Store(const std::string& file, const std::string& vfs, bool reading)
    : file_(file),
      gatherer_(vfs),
      // One thread uses the connection at a time, so SQLite's own mutexes guard nothing.
      database_(file,
                (reading ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) |
                    SQLite::OPEN_NOMUTEX,
                kBusyTimeoutMs, gatherer_.name()),
      reading_(reading) {}

Store::~Store() { statements_.clear(); }

Result<std::unique_ptr<Store>> Store::open(const std::string& file, const std::string& vfs) {
    return made(file, vfs, false);
}

Result<std::unique_ptr<Store>> Store::open_reading(const std::string& file,
                                                   const std::string& vfs) {
    return made(file, vfs, true);
}

Result<std::unique_ptr<Store>> Store::made(const std::string& file, const std::string& vfs,
                                           bool reading) {
    try {
        std::unique_ptr<Store> store(new Store(file, vfs, reading));
        store->configure();
        if (!reading) {
            store->configure_log();
            store->migrate();
            return store;
        }
        // Closing the last connection would move the log and remove it: the writer's business.
        sqlite3_db_config(store->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        const auto newest = static_cast<std::int64_t>(migrations().size());
        if (store->known_version() != newest) throw StoreFailure{{"data_older", file}};
        // The first read below it fixes the instant for all that follow.
        store->database_.exec("BEGIN");
        static_cast<void>(store->meta("terminal_id"));
        return store;
    } catch (const SQLite::Exception& failure) {
        return tl::unexpected(store_error(failure));
    } catch (const StoreFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

void Store::configure() {
    sqlite3_extended_result_codes(handle(), 1);
    // Reads past a damaged page raise a signal under mmap, and an error code without it.
    // A file system that knows no mmap gives no row.
    SQLite::Statement mapped(database_, "PRAGMA mmap_size=0");
    if (mapped.executeStep() && mapped.getColumn(0).getInt64() != 0) {
        throw StoreFailure{{"io_error", "mmap_size=0 was refused"}};
    }
    database_.exec("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000");
}

void Store::configure_log() {
    if (database_.execAndGet("PRAGMA journal_mode=WAL").getString() != "wal") {
        throw StoreFailure{{"io_error", "no write-ahead log on this file system"}};
    }
    // What is destroyed in the vault leaves no sealed copy on its old page.
    database_.exec("PRAGMA secure_delete=ON");
    database_.exec("PRAGMA synchronous=FULL");
    if (database_.execAndGet("PRAGMA synchronous").getInt() != kSynchronousFull) {
        throw StoreFailure{{"io_error", "synchronous=FULL was refused"}};
    }
    // Takes the place of the automatic checkpoint, which would add syncs to a commit.
    sqlite3_wal_hook(handle(), note_log_pages, &log_pages_);
}

// 0 for an empty file.
std::int64_t Store::known_version() {
    const auto known = static_cast<std::int64_t>(migrations().size());
    const std::int64_t application = database_.execAndGet("PRAGMA application_id").getInt64();
    const std::int64_t version = database_.execAndGet("PRAGMA user_version").getInt64();
    if (version > known) throw StoreFailure{{"data_newer", std::to_string(version)}};
    const bool foreign = version == 0
                             ? database_.execAndGet("SELECT count(*) FROM sqlite_schema").getInt64()
                             : application != kApplicationId;
    if (foreign) throw StoreFailure{{"data_damaged", "not a ledger"}};
    return version;
}

void Store::migrate() {
    const auto known = static_cast<std::int64_t>(migrations().size());
    for (std::int64_t next = known_version(); next < known; ++next) {
        must(write([&] {
            database_.exec(std::string(migrations()[static_cast<std::size_t>(next)]));
            const std::string reached = std::to_string(next + 1);
            database_.exec("PRAGMA user_version=" + reached);
            database_.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
            set_meta("schema_version", reached);
        }));
    }
}

Result<bool> Store::write_if(const std::function<bool()>& body) {
    if (in_transaction_) {
        // Errors leave through the outer call, which takes everything back.
        const bool keep = body();
        if (!keep) take_back_ = true;
        return keep;
    }
    if (reading_) return fail("read_only", "opened to read");
    if (!stopped_by_.empty()) return fail(stopped_by_, "writing has stopped");
    in_transaction_ = true;
    take_back_ = false;
    try {
        query("BEGIN IMMEDIATE").run();
        const bool keep = body() && !take_back_;
        if (keep) {
            query("COMMIT").run();
        } else {
            roll_back();
        }
        in_transaction_ = false;
        return keep;
    } catch (const SQLite::Exception& failure) {
        roll_back();
        in_transaction_ = false;
        return tl::unexpected(stop(failure));
    } catch (const StoreFailure& failure) {
        roll_back();
        in_transaction_ = false;
        return tl::unexpected(failure.error);
    } catch (...) {
        roll_back();
        in_transaction_ = false;
        throw;
    }
}

Result<void> Store::write(const std::function<void()>& body) {
    const auto done = write_if([&] {
        body();
        return true;
    });
    if (!done) return pass_on(done);
    return {};
}

Result<void> Store::read(const std::function<void()>& body) {
    try {
        body();
        return {};
    } catch (const SQLite::Exception& failure) {
        if (in_transaction_) throw;
        return tl::unexpected(stop(failure));
    } catch (const StoreFailure& failure) {
        if (in_transaction_) throw;
        return tl::unexpected(failure.error);
    }
}

void Store::roll_back() {
    for (auto& [sql, statement] : statements_) statement.tryReset();
    if (sqlite3_get_autocommit(handle()) != 0) return;
    if (sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) {
        log::error("ledger: rollback failed: {}", sqlite3_errmsg(handle()));
    }
}

Error Store::stop(const SQLite::Exception& failure) {
    Error error = store_error(failure);
    if (error.code == "data_conflict") return error;
    if (stopped_by_.empty()) {
        stopped_by_ = error.code;
        // The next start then looks at every page and not only at those that it needs.
        if (error.code == "data_damaged") std::ofstream(file_ + ".suspect") << error.detail;
        log::error("ledger: writing stopped: {}: {}", error.code, error.detail);
    }
    return error;
}

Result<void> Store::resume(const std::function<void()>& check) {
    CHECK(!in_transaction_);
    if (stopped_by_.empty()) return {};
    if (stopped_by_ == "data_damaged") return fail(stopped_by_, "to be opened anew");
    // What the disk has, and not what memory remembers of it.
    sqlite3_db_release_memory(handle());
    const auto problem = integrity_problem();
    if (!problem) return pass_on(problem);
    if (!problem->empty()) return fail("data_damaged", *problem);
    if (auto sound = read(check); !sound) return sound;
    const std::string before = std::exchange(stopped_by_, {});
    auto written = write([&] {
        set_meta("resumed", std::to_string(std::strtoll(meta("resumed").c_str(), nullptr, 10) + 1));
    });
    if (!written && stopped_by_.empty()) stopped_by_ = before;
    return written;
}

Query Store::query(const char* sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        found = statements_.emplace(sql, SQLite::Statement(database_, sql)).first;
    }
    return Query(found->second);
}

std::string Store::meta(const std::string& key) {
    Query row = query("SELECT value FROM meta WHERE key = ?");
    return row.bind(key).next() ? row.text(0) : std::string();
}

void Store::set_meta(const std::string& key, const std::string& value) {
    query("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").bind(key).bind(value).run();
}

Result<void> Store::checkpoint() {
    CHECK(!in_transaction_);
    if (!stopped_by_.empty()) return fail(stopped_by_, "writing has stopped");
    const int answer = sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                 nullptr, nullptr);
    if (answer == SQLITE_BUSY) return {};
    if (answer != SQLITE_OK) return tl::unexpected(stop(SQLite::Exception(handle(), answer)));
    // The first write into a log that begins anew syncs its header as well: it is paid here and
    // not by somebody's record.
    return write([&] { set_meta("checkpoints", std::to_string(1)); });
}

Result<std::string> Store::integrity_problem() {
    std::string problem;
    const auto done = read([&] {
        Query row = query("PRAGMA integrity_check(1)");
        if (row.next() && row.text(0) != "ok") problem = row.text(0);
    });
    if (!done) return pass_on(done);
    return problem;
}

}  // namespace lini
