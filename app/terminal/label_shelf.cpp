#include "app/terminal/label_shelf.h"

#include <utility>

#include "app/base/log.h"
#include "app/labels/read_back.h"

namespace lini {
namespace {

/// On the worker.
Result<LabelTemplate> read_layout(const std::filesystem::path& file, const LayoutKey& key,
                                  std::optional<LabelPreview>& drawer) {
    auto layout = load_template(file);
    if (!layout) return layout;
    if (!drawer) {
        auto opened = LabelPreview::open();
        if (!opened) return pass_on(opened);
        drawer.emplace(std::move(*opened));
    }
    const auto readable =
        check_read_back(*layout, key.language, Resolution{key.dots_per_mm}, *drawer);
    if (!readable) return pass_on(readable);
    return layout;
}

/// "carton.toml:36: why" is told as "carton.toml:36": the why is in the log.
std::string place_in(const std::string& detail) {
    return detail.substr(0, detail.find(": "));
}

}  // namespace

LabelShelf::LabelShelf(std::filesystem::path folder, Worker& worker, Post post, OnError on_error)
    : folder_(std::move(folder)),
      worker_(worker),
      post_(std::move(post)),
      on_error_(std::move(on_error)),
      drawer_(std::make_shared<std::optional<LabelPreview>>()) {}

std::filesystem::path LabelShelf::file_of(const LayoutKey& key) const {
    return folder_ / (key.name + ".toml");
}

// A file that is not there has a stamp of its own, so that one that comes back is read.
LabelShelf::FileStamp LabelShelf::stamp_of(const LayoutKey& key) const {
    std::error_code error;
    FileStamp stamp;
    const auto changed = std::filesystem::last_write_time(file_of(key), error);
    if (!error) stamp.changed = changed;
    const auto bytes = std::filesystem::file_size(file_of(key), error);
    if (!error) stamp.bytes = bytes;
    return stamp;
}

void LabelShelf::look(const LayoutKey& key, Slot& slot) {
    if (slot.reading) return;
    const FileStamp stamp = stamp_of(key);
    if (slot.seen == stamp) return;
    const bool begun = worker_.submit(
        [file = file_of(key), key, drawer = drawer_] { return read_layout(file, key, *drawer); },
        [this, key, post = post_](Result<LabelTemplate> read) {
            post([this, key, read = std::move(read)]() mutable { take(key, std::move(read)); });
        });
    if (!begun) {
        slot.wrong = Error{"worker_busy", "layout " + key.name};
        return;
    }
    slot.seen = stamp;
    slot.reading = true;
}

void LabelShelf::take(const LayoutKey& key, Result<LabelTemplate> read) {
    Slot& slot = slots_[key];
    slot.reading = false;
    ++changes_;
    if (read) {
        slot.good = std::move(*read);
        slot.wrong.reset();
        log::info("layout {}: in force for {}", key.name, key.language);
    } else {
        slot.wrong = read.error();
        log::error("layout {}: {}{}", read.error().code, log::printable(read.error().detail),
                   slot.good ? "; the last good one stays in force" : "");
        on_error_(Error{read.error().code, place_in(read.error().detail)});
    }
    // What waits may ask again.
    const std::deque<Then> waiting = std::exchange(slot.waiting, {});
    for (const Then& then : waiting) then(in_force(slots_[key]));
}

Result<const LabelTemplate*> LabelShelf::in_force(const Slot& slot) {
    if (slot.good) return &*slot.good;
    return tl::unexpected(slot.wrong.value_or(Error{"template_unreadable", {}}));
}

void LabelShelf::with(const LayoutKey& key, Then then) {
    Slot& slot = slots_[key];
    look(key, slot);
    if (slot.reading) {
        slot.waiting.push_back(std::move(then));
    } else {
        then(in_force(slot));
    }
}

const LabelTemplate* LabelShelf::find(const LayoutKey& key) {
    Slot& slot = slots_[key];
    look(key, slot);
    return slot.good ? &*slot.good : nullptr;
}

}  // namespace lini
