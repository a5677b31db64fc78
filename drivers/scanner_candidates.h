// What is plugged in that may be a scanner, and the port for each kind. One thread: the devices
// thread, or a command line's.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/clock.h"
#include "drivers/scanner/key_decoder.h"
#include "drivers/transport/scanner_port.h"
#include "drivers/usb/identity.h"

namespace lini {

enum class ScannerKind {
    hid_pos,   // HID Point of Sale, over libusb.
    keyboard,  // The common cheap scanner, over evdev.
    serial,    // USB serial (CDC-ACM).
    camera,    // V4L2, on a thread of its own. No candidate: it is configured by hand.
};

/// "hid_pos", "keyboard", "serial", "camera": as in configuration files.
std::string_view to_string(ScannerKind kind);

struct ScannerCandidate {
    ScannerKind kind = ScannerKind::keyboard;
    UsbIdentity identity;
};

/// The same kind of device in the same place; what it says about itself otherwise is no matter.
bool operator==(const ScannerCandidate& a, const ScannerCandidate& b);

/// Keyboards on USB that can type a code, devices of the HID POS class (`usb`: libusb may be used),
/// serial ports on USB. A device that is several of these is listed as each. Opens no device but
/// to ask what it is; those that this user may not open are left out.
std::vector<ScannerCandidate> list_scanner_candidates(bool usb);

/// A port to the device that is `wanted`; not for a camera, which needs settings of its own.
/// `clock` outlives it; `suffix` is for keyboards.
std::unique_ptr<ScannerPort> make_scanner_port(ScannerKind kind, const std::string& name,
                                               ScannerPort::Wanted wanted, KeySuffix suffix,
                                               const Clock& clock);

}  // namespace lini
