// The one writing connection to lini.db: opened with what durability asks for and read back,
// one transaction at a time, and a stop for ever at the first write that the disk refuses.
// One thread: the ledger's. Exceptions of SQLite end here: read() and write() give Results.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/base/result.h"
#include "db/log_gatherer.h"

namespace lini {

/// What a transaction's body throws to end it with an Error of its own.
struct StoreFailure {
    Error error;
};

/// The value of `result`, or a StoreFailure; for use within a transaction's body.
template <typename T>
T must(Result<T> result) {
    if (!result) throw StoreFailure{result.error()};
    return *std::move(result);
}
inline void must(const Result<void>& result) {
    if (!result) throw StoreFailure{result.error()};
}

/// One use of a prepared statement. Parameters and columns are counted from 1 and 0 in order of
/// calls; the statement is reset when this goes.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(statement) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Binds the next parameter. Texts and blobs outlive the Query.
    Query& bind(std::int64_t value);
    Query& bind(const std::string& text);
    Query& bind_blob(const void* data, std::size_t size);
    Query& bind_null();

    /// Steps to the next row; false when there is none.
    bool next();
    /// Steps to the end and gives the number of changed rows.
    int run();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view blob(int column) const;  // Until the next step.
    bool is_null(int column) const;

private:
    SQLite::Statement& statement_;
    int bound_ = 0;
};

class Store {
public:
    /// Opens or makes the database and lifts it to the newest schema.
    /// Errors: "data_damaged", "data_newer", "disk_full", "read_only", "io_error".
    static Result<std::unique_ptr<Store>> open(const std::string& file, const std::string& vfs);

    /// Opens what is there, to read it as it is at this instant for as long as this lives; changes
    /// neither database nor log. The writer may run, start or end meanwhile.
    /// Errors: those of open(), and "data_older" (to be lifted by whoever writes).
    static Result<std::unique_ptr<Store>> open_reading(const std::string& file,
                                                       const std::string& vfs);

    /// Closes without moving the log file; checkpoint() first.
    ~Store();

    /// Runs `body` in a transaction and commits when it gives true; false takes all back and is no
    /// error. Within another write it is part of that one, and false takes all of it back.
    Result<bool> write_if(const std::function<bool()>& body);
    /// The same for a body that always commits.
    Result<void> write(const std::function<void()>& body);
    /// Runs `body`, which only reads.
    Result<void> read(const std::function<void()>& body);

    /// `sql` is a literal: its address is what it is remembered by.
    Query query(const char* sql);

    std::string meta(const std::string& key);  // Empty when absent.
    void set_meta(const std::string& key, const std::string& value);

    /// Empty while writing goes on, else the code of the error that stopped it.
    const std::string& stopped_by() const { return stopped_by_; }

    /// After a stop, once the disk works again: looks at every page, asks `check` (which throws
    /// StoreFailure), then writes. Goes on only when all of it holds; "data_damaged" never does.
    Result<void> resume(const std::function<void()>& check);

    bool is_reading() const { return reading_; }

    /// Moves the log file into the database as far as readers allow. Takes syncs.
    Result<void> checkpoint();
    /// Pages in the log file since it last began anew.
    int log_pages() const { return log_pages_; }

    /// First line of SQLite's integrity check, empty when it found nothing.
    Result<std::string> integrity_problem();

    SQLite::Database& database() { return database_; }
    sqlite3* handle() { return database_.getHandle(); }
    const std::string& file() const { return file_; }

private:
    Store(const std::string& file, const std::string& vfs, bool reading);

    static Result<std::unique_ptr<Store>> made(const std::string& file, const std::string& vfs,
                                               bool reading);
    void configure();
    void configure_log();
    std::int64_t known_version();
    void migrate();
    void roll_back();
    Error stop(const SQLite::Exception& failure);

    std::string file_;
    LogGatherer gatherer_;
    SQLite::Database database_;
    std::unordered_map<const char*, SQLite::Statement> statements_;
    std::string stopped_by_;
    const bool reading_;
    bool in_transaction_ = false;
    bool take_back_ = false;
    int log_pages_ = 0;
};

/// The error that an exception of SQLite means.
Error store_error(const SQLite::Exception& failure);

}  // namespace lini
