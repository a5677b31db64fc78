// Where a bar code scanner of the HID Point of Sale class puts what in its reports: read from its
// report descriptor, since every maker lays them out differently.
// Sources: "Device Class Definition for HID" 1.11, section 6.2.2 (items); "HID Point of Sale Usage
// Tables" 1.02, section 3 (page 0x8C). Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/result.h"

namespace lini {

/// Offsets are bytes from the start of the report as it travels, its id included.
struct HidPosLayout {
    std::uint8_t report_id = 0;  // 0: reports carry no id.
    std::size_t report_bytes = 0;
    std::size_t longest_report_bytes = 0;  // Of any report that the device sends.
    std::size_t length_at = 0;
    std::array<std::size_t, 3> aim_at{};  // 0: the scanner sends no symbology identifier.
    std::size_t data_at = 0;
    std::size_t data_bytes = 0;
    std::size_t continued_at_bit = 0;  // "Decode data continued", in bits; 0: it has none.
};

/// The layout of the report that carries decoded data. Errors: "hid_descriptor_unreadable" for what
/// is no descriptor, "hid_not_a_scanner" for a device that reports no decoded data.
Result<HidPosLayout> parse_hid_pos_descriptor(std::string_view descriptor);

}  // namespace lini
