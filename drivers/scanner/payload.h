// What a scanner hands over: bytes and where they came from, with no meaning given to them yet.
// Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lini {

/// The longest scan that is believed. The densest symbol in use (Data Matrix 144x144) holds
/// 3,116 digits.
constexpr std::size_t kScanBytesMax = 4096;

struct ScanPayload {
    std::string aim_id;  // "]C1", or empty where the scanner sends none (ISO/IEC 15424).
    std::string data;    // Bytes as read, GS as \x1d. May hold NUL, controls and invalid UTF-8.
    std::string device;  // Name of the scanner, as configured.
    std::int64_t at_utc_us = 0;  // When its last byte arrived.
    std::uint64_t sequence = 0;  // Counts from 1 per device, refused scans included.
    bool manual = false;         // Typed by a person where a scan was expected.
    bool repeat = false;         // The same code again at once: show it, do not count it.
};

enum class ScanRefusal {
    empty,        // Prefix and suffix with nothing between.
    too_long,     // Over kScanBytesMax; all of it was discarded.
    damaged,      // A character that does not exist in Unicode.
    interrupted,  // Given up before its suffix came.
};

std::string_view to_string(ScanRefusal reason);

/// A scan that cannot be used, reported once so that the screen can say so.
struct RefusedScan {
    ScanRefusal reason = ScanRefusal::empty;
    std::size_t bytes = 0;  // How much had arrived.
    std::string device;
    std::int64_t at_utc_us = 0;
    std::uint64_t sequence = 0;
};

/// Moves a leading symbology identifier ("]" letter modifier) out of `data` into `aim_id`.
void split_aim_id(ScanPayload& payload);

}  // namespace lini
