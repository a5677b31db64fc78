// The data folder: held by one instance at a time, and never with a database that vanished
// silently. Any thread.
#pragma once

#include <compare>
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

    /// The end of the chain that the database of this folder is known to have held: one that ends
    /// before it is an older copy. {0, 0} where nothing, or nothing whole, was noted. Written
    /// without a sync and only after the sync of the commit, so it never tells of a record that an
    /// honest disk could still lose; what a power cut may lose of it is only how new it was.
    struct KnownHead {
        std::int64_t incarnation = 0;
        std::int64_t seq = 0;
        auto operator<=>(const KnownHead&) const = default;
    };
    KnownHead known_head() const;
    Result<void> note_head(const KnownHead& head);

    /// Refuses to begin an empty database where there was one: "data_damaged" names one that was
    /// put aside, "data_missing" says that it is simply gone.
    Result<void> may_begin_empty() const;

    /// Makes an empty file that only its owner may read. Errors: "read_only", "io_error".
    Result<void> make_private(const std::string& file) const;

    /// Renames the database and its log files to `lini.db.<why>-<time>`; gives the new name. Cut
    /// off anywhere, no database stands without its log: hold() ends what was begun.
    Result<std::string> put_aside(const std::string& why, std::int64_t now_utc_us);

private:
    Result<void> move_aside(const std::string& aside);
    Result<void> finish_put_aside();

    DataFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

    const std::string folder_;
    const int lock_;  // -1: only looking.
};

}  // namespace lini
