// Between SQLite and its write-ahead log: the frames of one transaction reach the file in one
// write instead of two each (a header of 24 bytes, then the page). The system calls were half of
// what a record cost beside its sync. Every other file goes to the VFS below untouched.
//
// Nothing is promised later than before: what is gathered is written before each sync, before a
// read of it, and before any other call on the log. SQLite publishes frames to readers after the
// sync that follows them (synchronous=FULL, sqlite3WalFrames), so no other process looks for
// frames that are still gathered here. That holds where a write harms no byte beside it
// (SQLITE_IOCAP_POWERSAFE_OVERWRITE, which SQLite takes for granted on Unix); elsewhere every
// write goes through at once.
// The thread of the connection that opened through it.
#pragma once

#include <string>

#include <sqlite3.h>

namespace lini {

class LogGatherer {
public:
    /// More than this is written in between. SQLite's VFS for Unix writes less than 128 KiB at
    /// once (seekAndWriteFd in os_unix.c).
    static constexpr std::size_t kGatheredBytesMax = 64 * 1024;

    /// Registers a VFS of its own name over `below`; empty is SQLite's default. It outlives every
    /// connection that was opened through it, and `below` outlives it.
    explicit LogGatherer(const std::string& below);
    ~LogGatherer();
    LogGatherer(const LogGatherer&) = delete;
    LogGatherer& operator=(const LogGatherer&) = delete;

    const std::string& name() const { return name_; }

    struct Vfs : sqlite3_vfs {
        sqlite3_vfs* below = nullptr;
    };

private:
    const std::string name_;
    Vfs vfs_{};
};

}  // namespace lini
