#include "drivers/scanner_candidates.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"
#include "drivers/scanner/hid_descriptor.h"
#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_hid.h"
#include "drivers/usb/context.h"
#include "drivers/usb/sysfs.h"

namespace lini {
namespace {

/// One whose descriptors the kernel does not show may be a scanner; its port will ask it.
bool may_be_pos(const UsbIdentity& identity) {
    const auto descriptors = hid_report_descriptors(identity.port_path);
    return descriptors.empty() ||
           std::any_of(descriptors.begin(), descriptors.end(), [](const std::string& one) {
               return parse_hid_pos_descriptor(one).has_value();
           });
}

}  // namespace

std::string_view to_string(ScannerKind kind) {
    switch (kind) {
        case ScannerKind::hid_pos: return "hid_pos";
        case ScannerKind::keyboard: return "keyboard";
        case ScannerKind::serial: return "serial";
        case ScannerKind::camera: return "camera";
    }
    return "?";
}

bool operator==(const ScannerCandidate& a, const ScannerCandidate& b) {
    return a.kind == b.kind && a.identity.port_path == b.identity.port_path &&
           stable_name(a.identity) == stable_name(b.identity);
}

std::vector<ScannerCandidate> list_scanner_candidates(bool usb) {
    std::vector<ScannerCandidate> found;
    const auto add = [&](ScannerKind kind, UsbIdentity identity) {
        ScannerCandidate one{kind, std::move(identity)};
        if (std::find(found.begin(), found.end(), one) == found.end()) {
            found.push_back(std::move(one));
        }
    };
    for (KeyboardDevice& one : list_keyboards()) {
        add(ScannerKind::keyboard, std::move(one.identity));
    }
    for (SerialDevice& one : list_serial_ports()) {
        add(ScannerKind::serial, std::move(one.identity));
    }
    if (!usb) return found;
    const auto context = UsbContext::open();
    if (!context) return found;
    for (UsbDevice& one : (*context)->hid_devices()) {
        if (may_be_pos(one.identity)) add(ScannerKind::hid_pos, std::move(one.identity));
    }
    return found;
}

std::unique_ptr<ScannerPort> make_scanner_port(ScannerKind kind, const std::string& name,
                                               ScannerPort::Wanted wanted, KeySuffix suffix,
                                               const Clock& clock) {
    switch (kind) {
        case ScannerKind::hid_pos:
            return std::make_unique<UsbHidPort>(name, std::move(wanted), clock);
        case ScannerKind::keyboard:
            return std::make_unique<EvdevPort>(name, std::move(wanted), suffix, clock);
        case ScannerKind::serial:
            return std::make_unique<SerialPort>(name, std::move(wanted), clock);
        case ScannerKind::camera: break;
    }
    CHECK(false);
    return nullptr;
}

}  // namespace lini
