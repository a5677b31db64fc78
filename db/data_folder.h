// The data folder: held by one instance at a time, and never with a database that vanished
// silently. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/base/result.h"

namespace lini {

class DataFolder {
public:
    /// Makes the folder (mode 0700) and takes its lock until this goes.
    /// Errors: "data_in_use", "read_only", "io_error".
    static Result<std::unique_ptr<DataFolder>> hold(const std::string& folder);
    /// Without the lock, to read what is there; nothing is made.
    static std::unique_ptr<DataFolder> look(const std::string& folder);
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    std::string database() const { return folder_ + "/lini.db"; }
    std::string key(const std::string& name) const { return folder_ + "/keys/" + name; }
    const std::string& path() const { return folder_; }

    /// The highest incarnation that ever ran in this folder, kept in the lock file so that it
    /// outlives the database; 0 when there was none.
    std::int64_t last_incarnation() const;
    Result<void> note_incarnation(std::int64_t incarnation);

    /// Refuses to begin an empty database where there was one: "data_damaged" names one that was
    /// put aside, "data_missing" says that it is simply gone.
    Result<void> may_begin_empty() const;

    /// Makes an empty file that only its owner may read. Errors: "read_only", "io_error".
    Result<void> make_private(const std::string& file) const;

    /// Renames the database and its log files to `lini.db.<why>-<time>`; gives the new name.
    Result<std::string> put_aside(const std::string& why, std::int64_t now_utc_us);

private:
    DataFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

    const std::string folder_;
    const int lock_;  // -1: only looking.
};

}  // namespace lini
