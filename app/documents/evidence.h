// An order's evidence as files: what was recorded, who signed, which labels were made, with a
// manifest of SHA-256 that `sha256sum -c` reads. Pure but for write_archive(); any thread.
#pragma once

#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

struct EvidenceFile {
    std::string name;  // Within the archive, with '/' between folders.
    std::string bytes;
};

/// Lower-case hex of SHA-256; handed in, because libsodium stays in its room.
using DigestHex = std::string (*)(std::string_view bytes);

/// The files with "MANIFEST.sha256" behind them: a line for each, in their order.
std::vector<EvidenceFile> with_manifest(std::vector<EvidenceFile> files, DigestHex digest);

/// One gzipped tar, the same bytes for the same files. Error "archive_failed".
Result<void> write_archive(const std::vector<EvidenceFile>& files, const std::string& path);

}  // namespace lini
