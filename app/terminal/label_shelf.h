// The label layouts in force: each is read from its file and read back as its printer would print
// it before it is used, on the worker. A file that changed is taken up at the next label; one that
// is wrong leaves the last good one in force and is told once.
// UI thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "app/base/result.h"
#include "app/identity/worker.h"
#include "app/labels/label_preview.h"
#include "app/labels/template.h"

namespace lini {

/// A layout for a kind of printer: what reads at 600 dpi may not at 203.
struct LayoutKey {
    std::string name;      // Of assets/labels.
    std::string language;  // Of the printer.
    double dots_per_mm = 8.0;

    friend auto operator<=>(const LayoutKey&, const LayoutKey&) = default;
};

class LabelShelf {
public:
    /// The layout lives until the next call of any function here.
    using Then = std::function<void(const Result<const LabelTemplate*>&)>;
    using Post = std::function<void(std::function<void()>)>;
    using OnError = std::function<void(const Error&)>;

    /// `worker` outlives the shelf's use; `post` runs a continuation on the UI thread's next turn.
    /// `on_error` hears of each wrong file once.
    LabelShelf(std::filesystem::path folder, Worker& worker, Post post, OnError on_error);

    /// Calls `then` with the layout that is in force now that the file was looked at: at once when
    /// it has not changed, else when it was read. Errors only where there is no good one: those of
    /// load_template() and check_read_back(), and "worker_busy".
    void with(const LayoutKey& key, Then then);

    /// The layout in force, or null while none was accepted; looks after a change beside it.
    const LabelTemplate* find(const LayoutKey& key);

    /// Grows with every file that was read: what was drawn before may be out of date.
    std::uint64_t changes() const { return changes_; }

private:
    struct FileStamp {
        std::filesystem::file_time_type changed;
        std::uintmax_t bytes = 0;
        friend bool operator==(const FileStamp&, const FileStamp&) = default;
    };
    struct Slot {
        std::optional<FileStamp> seen;  // Of the file that was read last, or is being read.
        std::optional<LabelTemplate> good;
        std::optional<Error> wrong;
        bool reading = false;
        std::deque<Then> waiting;
    };

    std::filesystem::path file_of(const LayoutKey& key) const;
    FileStamp stamp_of(const LayoutKey& key) const;
    /// Begins to read a file that changed since.
    void look(const LayoutKey& key, Slot& slot);
    void take(const LayoutKey& key, Result<LabelTemplate> read);
    static Result<const LabelTemplate*> in_force(const Slot& slot);

    const std::filesystem::path folder_;
    Worker& worker_;
    const Post post_;
    const OnError on_error_;
    std::map<LayoutKey, Slot> slots_;
    std::uint64_t changes_ = 0;
    // The worker's: opened by its first job. Shared so that a job outlives the shelf.
    std::shared_ptr<std::optional<LabelPreview>> drawer_;
};

}  // namespace lini
