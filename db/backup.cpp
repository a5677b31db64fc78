#include "db/backup.h"

#include <algorithm>
#include <filesystem>

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>

#include "app/base/log.h"
#include "db/file_sync.h"
#include "db/ledger_parts.h"

namespace fs = std::filesystem;

namespace lini {
namespace {

constexpr int kPagesAtOnce = 4096;

void copy_pages(SQLite::Database& to, SQLite::Database& from) {
    SQLite::Backup backup(to, from);
    while (backup.executeStep(kPagesAtOnce) != SQLITE_DONE) {
    }
}

// One file without a log beside it, whole by SQLite's own check.
void finish_copy(SQLite::Database& copy) {
    copy.exec("PRAGMA journal_mode=DELETE");
    const std::string problem = copy.execAndGet("PRAGMA integrity_check(1)").getString();
    if (problem != "ok") throw StoreFailure{{"backup_damaged", problem}};
    if (copy.execAndGet("PRAGMA user_version").getInt() < 1) {
        throw StoreFailure{{"backup_damaged", "not a ledger"}};
    }
}

Result<void> guarded(const std::function<void()>& body) {
    try {
        body();
        return {};
    } catch (const SQLite::Exception& failure) {
        const Error error = store_error(failure);
        const bool damaged = error.code == "data_damaged";
        return fail(damaged ? "backup_damaged" : "backup_failed", error.detail);
    } catch (const StoreFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

void remove_copy(const std::string& file) {
    std::error_code trouble;
    for (const char* part : {"", "-wal", "-shm", "-journal"}) fs::remove(file + part, trouble);
}

}  // namespace

Result<void> write_backup(Store& from, const std::string& file) {
    const std::string partial = file + ".partial";
    remove_copy(partial);
    auto copied = guarded([&] {
        SQLite::Database copy(partial, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        copy_pages(copy, from.database());
        finish_copy(copy);
    });
    if (!copied) {
        remove_copy(partial);
        return copied;
    }
    std::error_code trouble;
    fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write, trouble);
    if (auto synced = sync_file(partial); !synced) return synced;
    return rename_durably(partial, file);
}

Result<void> copy_backup(const std::string& backup_file, const std::string& to) {
    if (!fs::exists(backup_file)) return fail("backup_failed", backup_file + ": no such file");
    remove_copy(to);
    auto copied = guarded([&] {
        SQLite::Database source(backup_file, SQLite::OPEN_READONLY);
        SQLite::Database copy(to, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        copy_pages(copy, source);
        finish_copy(copy);
    });
    if (!copied) {
        remove_copy(to);
        return copied;
    }
    return sync_file(to);
}

namespace {

/// A copy named over the database, its log or a key would take their place while they are in use.
bool lies_in(const fs::path& file, const fs::path& folder) {
    std::error_code trouble;
    const fs::path home = fs::weakly_canonical(folder, trouble);
    const fs::path target = fs::weakly_canonical(fs::absolute(file, trouble), trouble);
    const auto [end, rest] =
        std::mismatch(home.begin(), home.end(), target.begin(), target.end());
    return end == home.end();
}

}  // namespace

Result<void> Ledger::backup(const std::string& file) {
    if (lies_in(file, parts_->options.folder)) return fail("backup_in_data", file);
    if (!parts_->store->is_reading()) {
        if (auto signed_ = sign_head(); !signed_) return signed_;
    }
    return write_backup(*parts_->store, file);
}

Result<std::unique_ptr<Ledger>> restore(LedgerOptions options, const std::string& backup_file) {
    {
        auto folder = DataFolder::hold(options.folder);
        if (!folder) return pass_on(folder);
        const std::string database = (*folder)->database();
        const std::string fresh = database + ".restoring";
        if (auto copied = copy_backup(backup_file, fresh); !copied) return pass_on(copied);
        // The new incarnation begins before the file gets its name: a power cut in between leaves
        // the old database, never a second writer of the old chain.
        if (auto begun = Ledger::begin_restored(options, **folder, fresh); !begun) {
            remove_copy(fresh);
            return pass_on(begun);
        }
        if (auto aside = (*folder)->put_aside("replaced", options.clock->now_utc_us()); !aside) {
            return pass_on(aside);
        }
        if (auto named = rename_durably(fresh, database); !named) return pass_on(named);
    }
    return Ledger::open(std::move(options));
}

Result<void> Ledger::begin_restored(const LedgerOptions& options, DataFolder& folder,
                                    const std::string& file) {
    auto parts = Parts::open(options, folder, file);
    if (!parts) return pass_on(parts);
    Parts& p = **parts;
    if (p.own.incarnation == 0) return fail("backup_damaged", "no terminal");
    const auto done = p.transact([&] {
        p.begin_incarnation("restore");
        p.print_queue.doubt_after_restore(options.clock->now_utc_us());
        p.outbox.resume_after_restart();
        return true;
    });
    if (!done) return pass_on(done);
    if (auto noted = folder.note_incarnation(p.own.incarnation); !noted) return noted;
    return p.store->checkpoint();
}

}  // namespace lini
