// Scans of a scanner of the HID Point of Sale class, from its reports.
// Source: "HID Point of Sale Usage Tables" 1.02, section 3.2. Pure but for the clock; one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drivers/scanner/hid_descriptor.h"
#include "drivers/scanner/scan_builder.h"

namespace lini {

class HidPosDecoder {
public:
    HidPosDecoder(std::string device, const Clock& clock) : builder_(std::move(device), clock) {}

    /// How the reports are laid out; before that, reports are ignored.
    void use(const HidPosLayout& layout) { layout_ = layout; }

    /// One report as the device sent it. Empty ones and those with another id are ignored.
    void feed(std::string_view report);

    /// The scanner went away: discards a code that has begun and says so.
    void unplugged() { builder_.give_up(); }

    std::optional<ScanOutput> next() { return builder_.next(); }

private:
    void take_aim_id(std::string_view report);

    ScanBuilder builder_;
    std::optional<HidPosLayout> layout_;
};

}  // namespace lini
