// Scans of a serial scanner: each ends with CR, and an LF right behind it belongs to the end. GS
// comes as itself. Pure but for the clock it is given; one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drivers/scanner/scan_builder.h"

namespace lini {

class SerialDecoder {
public:
    SerialDecoder(std::string device, const Clock& clock) : builder_(std::move(device), clock) {}

    /// Bytes as they came, cut anywhere.
    void feed(std::string_view bytes);

    /// The scanner went away: discards a code that has begun and says so.
    void unplugged();

    std::optional<ScanOutput> next() { return builder_.next(); }

private:
    ScanBuilder builder_;
    bool after_end_ = false;
};

}  // namespace lini
