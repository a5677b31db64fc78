// The raw scans of this terminal on disk, in a ring: what each scanner read, in its order, for
// whoever looks into a scan that did not do what was meant. A line is a JSON object
// (app/cli/README.md). An ID card stands there without its token, and of a scanner that does not
// read right nothing stands there but the length: what it makes of a card cannot be told from
// anything else. UI thread; the disk is waited for by a thread of its own.
#pragma once

#include <filesystem>
#include <memory>

#include "app/base/ring_log.h"
#include "drivers/scanner/payload.h"

namespace lini {

inline constexpr const char* kScanLogName = "scans.log";
inline constexpr std::size_t kScanLogBytesMax = 4u << 20;  // Each of two files.

class ScanLog {
public:
    /// Without a disk to write on scans go on without their log, which is said once.
    explicit ScanLog(const std::filesystem::path& data_folder);

    void note(const ScanPayload& payload);
    void note(const RefusedScan& refused);
    /// Of a scanner that must not be used until it reads right.
    void note_blocked(const ScanPayload& payload);

private:
    std::unique_ptr<RingLog> ring_;  // Null where it could not be opened.
};

}  // namespace lini
