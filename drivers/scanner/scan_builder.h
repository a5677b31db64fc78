// One scan in the making: bytes from any kind of scanner, bounded, numbered, and marked when the
// same code comes again at once. One decoder owns one builder; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/base/clock.h"
#include "drivers/scanner/payload.h"

namespace lini {

using ScanOutput = std::variant<ScanPayload, RefusedScan>;

/// The same code again within this time of its last reading is one scan: a trigger held down, a
/// presentation scanner looking twice. Codes that differ are never taken for one.
constexpr std::int64_t kRepeatWindowUs = 200'000;

class ScanBuilder {
public:
    /// `clock` outlives the builder.
    ScanBuilder(std::string device, const Clock& clock)
        : device_(std::move(device)), clock_(clock) {}

    void append(char byte);
    void append(std::string_view bytes);
    /// As UTF-8. What is no code point damages the scan.
    void append_code_point(std::uint32_t code_point);
    void aim_id(std::string_view id) { aim_id_ = id; }
    /// Something of this scan got lost; it will be refused.
    void damage() { damaged_ = true; }

    /// The scan is whole: a payload, or the reason why it is none. A leading symbology identifier
    /// leaves the data unless one came apart from it.
    void end();

    /// The scanner went away in the middle of a code: what there is of it is discarded and
    /// reported as interrupted; nothing if none is pending.
    void give_up();

    bool pending() const { return bytes_seen_ > 0 || damaged_; }

    std::optional<ScanOutput> next();

private:
    void refuse(ScanRefusal reason);
    bool is_repeat(const ScanPayload& payload);
    void clear();

    const std::string device_;
    const Clock& clock_;
    std::string data_;
    std::string aim_id_;
    std::size_t bytes_seen_ = 0;
    bool damaged_ = false;
    std::uint64_t sequence_ = 0;
    std::string last_;  // Identifier and data of the last payload.
    std::int64_t last_at_us_ = 0;
    std::deque<ScanOutput> out_;
};

}  // namespace lini
