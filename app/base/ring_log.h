// A log that never grows beyond its bound: lines go to a file, and when that is full it takes the
// place of the file before it. Written on a thread of its own and never synced: what a power cut
// takes is the last seconds. append(): any thread; the rest: the owner's.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"

namespace lini {

class RingLog {
public:
    /// Lines that wait for the disk. When a disk is slower than that, the oldest that wait are
    /// dropped; append() never waits.
    static constexpr std::size_t kWaitingMax = 4096;

    /// Two files of `file_bytes_max` at most, mode 0600: "scans.log" and, older, "scans.1.log".
    /// Error "ring_log_unwritable".
    static Result<std::unique_ptr<RingLog>> open(const std::filesystem::path& file,
                                                 std::size_t file_bytes_max);

    /// Writes what waits.
    ~RingLog();
    RingLog(const RingLog&) = delete;
    RingLog& operator=(const RingLog&) = delete;

    /// `line` holds no line end.
    void append(std::string_view line);

private:
    struct Writer;
    explicit RingLog(std::unique_ptr<Writer> writer);

    const std::unique_ptr<Writer> writer_;
};

/// The last `most` whole lines, oldest first; none where nothing was ever logged. Error
/// "ring_log_unreadable". Also while it is being written.
Result<std::vector<std::string>> last_lines(const std::filesystem::path& file, std::size_t most);

}  // namespace lini
