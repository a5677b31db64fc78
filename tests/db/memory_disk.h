// A disk for SQLite that exists only in memory and can do what real ones do: refuse an operation,
// or lose power and with it writes that were not synced. Registered as an SQLite VFS.
// One connection at a time; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace lini::testing {

class MemoryDisk {
public:
    explicit MemoryDisk(std::string name);
    ~MemoryDisk();
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;

    const std::string& vfs() const { return name_; }

    /// The n-th writing operation from now (write, sync, truncate, delete) gives `code`, and with
    /// `for_good` every later one too. 0: none.
    void fail_at(std::int64_t n, int code, bool for_good);
    bool failed() const { return failed_; }
    std::int64_t operations() const { return operations_; }

    /// From now on every operation fails: what runs is as good as dead.
    void die() { dead_ = true; }

    /// Each sector written since its file's last sync survives or not, by chance; then the disk
    /// works again.
    void cut_power(std::mt19937& random);

    /// Syncs are answered with success and do nothing: a disk that lies.
    void ignore_syncs(bool on) { ignore_syncs_ = on; }

    /// As SQLite takes every disk on Unix: a torn write harms no byte beside it. Default: yes.
    void set_powersafe(bool on) { powersafe_ = on; }
    bool is_powersafe() const { return powersafe_; }

    std::string& content(const std::string& file) { return files_[file].now; }

    struct Write {
        std::int64_t offset = 0;
        std::string bytes;
        bool truncates = false;
    };
    struct File {
        std::string now;              // As a running program reads it.
        std::string durable;          // As of the last sync.
        std::vector<Write> unsynced;  // Since then, in order.
        std::vector<std::unique_ptr<std::string>> shared;  // Shared-memory regions.
    };

    // For the VFS callbacks only.
    File& file(const std::string& name) { return files_[name]; }
    bool exists(const std::string& name) const { return files_.count(name) != 0; }
    void remove(const std::string& name) { files_.erase(name); }
    int write_operation(int code_when_dead);
    bool syncs_ignored() const { return ignore_syncs_; }
    bool dead() const { return dead_; }

private:
    const std::string name_;
    sqlite3_vfs vfs_{};
    std::map<std::string, File> files_;
    std::int64_t operations_ = 0;
    std::int64_t fail_at_ = 0;
    int fail_code_ = 0;
    bool fail_for_good_ = false;
    bool failed_ = false;
    bool dead_ = false;
    bool ignore_syncs_ = false;
    bool powersafe_ = true;
};

}  // namespace lini::testing
