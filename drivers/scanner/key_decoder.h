// Scans of a scanner that is a keyboard, from the kernel's key codes: these name places on the
// keyboard, and a fixed US layout gives them their signs, so the layout and the Caps Lock of the PC
// change nothing. Source of the codes: linux/input-event-codes.h.
// Pure but for the clock it is given; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "drivers/scanner/scan_builder.h"

namespace lini {

enum class KeySuffix { enter, tab, either };

class KeyDecoder {
public:
    KeyDecoder(std::string device, const Clock& clock, KeySuffix suffix = KeySuffix::enter)
        : builder_(std::move(device), clock), suffix_(suffix) {}

    /// One EV_KEY event: its code, and 0 for released, 1 for pressed, 2 for repeated. A scanner
    /// holds no key down, so repeats are the kernel's own and mean nothing.
    void feed(std::uint16_t code, std::int32_t value);

    /// SYN_DROPPED: the kernel lost events, so the scan in work is not what was read.
    void events_lost();

    /// The scanner went away: discards a code that has begun and says so.
    void unplugged();

    std::optional<ScanOutput> next() { return builder_.next(); }

private:
    void press(std::uint16_t code);
    bool take_modifier(std::uint16_t code, bool down);
    void release_alt();

    ScanBuilder builder_;
    const KeySuffix suffix_;
    unsigned shift_ = 0;  // Bit 0 left, bit 1 right.
    unsigned ctrl_ = 0;
    unsigned alt_ = 0;
    int alt_digits_ = 0;
    int alt_code_ = 0;
};

}  // namespace lini
