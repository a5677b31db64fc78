#include "db/log_gatherer.h"

#include <cstdint>
#include <new>

#include <fmt/format.h>

#include "app/base/check.h"

namespace lini {
namespace {

// SQLite gives szOsFile bytes: the file of the VFS below lies behind ours.
struct GatheredLog : sqlite3_file {
    std::string bytes;
    sqlite3_int64 offset = 0;  // Of the first gathered byte.
    bool gathers = false;

    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    sqlite3_int64 end() const { return offset + static_cast<sqlite3_int64>(bytes.size()); }

    int flush() {
        if (bytes.empty()) return SQLITE_OK;
        const int answer = below()->pMethods->xWrite(below(), bytes.data(),
                                                     static_cast<int>(bytes.size()), offset);
        bytes.clear();  // After an error SQLite takes the transaction back.
        return answer;
    }
};

GatheredLog& log_of(sqlite3_file* file) { return *static_cast<GatheredLog*>(file); }

// Flushes, then asks the file below.
template <typename Ask>
int after_flush(sqlite3_file* file, Ask ask) {
    GatheredLog& log = log_of(file);
    if (const int answer = log.flush(); answer != SQLITE_OK) return answer;
    return ask(log.below());
}

int close_log(sqlite3_file* file) {
    GatheredLog& log = log_of(file);
    // What was never synced belongs to no transaction that was acknowledged.
    static_cast<void>(log.flush());
    const int answer = log.below()->pMethods->xClose(log.below());
    log.~GatheredLog();
    return answer;
}

int read_log(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    GatheredLog& log = log_of(file);
    if (!log.bytes.empty() && offset + amount > log.offset) {
        if (const int answer = log.flush(); answer != SQLITE_OK) return answer;
    }
    return log.below()->pMethods->xRead(log.below(), out, amount, offset);
}

int write_log(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    GatheredLog& log = log_of(file);
    const auto size = static_cast<std::size_t>(amount);
    if (!log.gathers) return log.below()->pMethods->xWrite(log.below(), data, amount, offset);
    const bool follows = offset == log.end() &&
                         log.bytes.size() + size <= LogGatherer::kGatheredBytesMax;
    if (!follows) {
        if (const int answer = log.flush(); answer != SQLITE_OK) return answer;
        log.offset = offset;
    }
    log.bytes.append(static_cast<const char*>(data), size);
    return SQLITE_OK;
}

int truncate_log(sqlite3_file* file, sqlite3_int64 size) {
    return after_flush(file, [&](sqlite3_file* below) {
        return below->pMethods->xTruncate(below, size);
    });
}

int sync_log(sqlite3_file* file, int flags) {
    return after_flush(file, [&](sqlite3_file* below) {
        return below->pMethods->xSync(below, flags);
    });
}

int log_size(sqlite3_file* file, sqlite3_int64* size) {
    return after_flush(file, [&](sqlite3_file* below) {
        return below->pMethods->xFileSize(below, size);
    });
}

int control_log(sqlite3_file* file, int operation, void* argument) {
    return after_flush(file, [&](sqlite3_file* below) {
        return below->pMethods->xFileControl(below, operation, argument);
    });
}

// SQLite locks the database's file and never the log; these only fill the table.
int lock_log(sqlite3_file* file, int level) {
    return log_of(file).below()->pMethods->xLock(log_of(file).below(), level);
}
int unlock_log(sqlite3_file* file, int level) {
    return log_of(file).below()->pMethods->xUnlock(log_of(file).below(), level);
}
int log_reserved(sqlite3_file* file, int* held) {
    return log_of(file).below()->pMethods->xCheckReservedLock(log_of(file).below(), held);
}
int log_sector_size(sqlite3_file* file) {
    return log_of(file).below()->pMethods->xSectorSize(log_of(file).below());
}
int log_characteristics(sqlite3_file* file) {
    return log_of(file).below()->pMethods->xDeviceCharacteristics(log_of(file).below());
}

const sqlite3_io_methods kLogMethods = {
    1,         close_log, read_log,   write_log,    truncate_log, sync_log,        log_size,
    lock_log,  unlock_log, log_reserved, control_log, log_sector_size, log_characteristics,
    nullptr,   nullptr,   nullptr,    nullptr,      nullptr,      nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    sqlite3_vfs* below = static_cast<LogGatherer::Vfs*>(vfs)->below;
    if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, file, flags, out_flags);
    auto* log = new (file) GatheredLog{};
    log->below()->pMethods = nullptr;
    const int answer = below->xOpen(below, name, log->below(), flags, out_flags);
    if (answer == SQLITE_OK) {
        log->pMethods = &kLogMethods;
        // Elsewhere SQLite pads the log to a sector and publishes what it wrote behind its sync.
        log->gathers = (log_characteristics(log) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) != 0;
        return answer;
    }
    if (log->below()->pMethods != nullptr) log->below()->pMethods->xClose(log->below());
    log->~GatheredLog();
    file->pMethods = nullptr;
    return answer;
}

}  // namespace

LogGatherer::LogGatherer(const std::string& below)
    : name_(fmt::format("lini-log-{:x}", reinterpret_cast<std::uintptr_t>(this))) {
    static_assert(sizeof(GatheredLog) % alignof(sqlite3_int64) == 0);
    sqlite3_vfs* real = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
    CHECK(real != nullptr);
    // The other functions are the real ones: they find their data in the copied fields.
    static_cast<sqlite3_vfs&>(vfs_) = *real;
    vfs_.below = real;
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.szOsFile = static_cast<int>(sizeof(GatheredLog)) + real->szOsFile;
    vfs_.xOpen = open_file;
    CHECK(sqlite3_vfs_register(&vfs_, 0) == SQLITE_OK);
}

LogGatherer::~LogGatherer() { sqlite3_vfs_unregister(&vfs_); }

}  // namespace lini
