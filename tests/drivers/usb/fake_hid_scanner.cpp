#include "tests/drivers/usb/fake_hid_scanner.h"

#include <algorithm>
#include <cstring>

#include "tests/drivers/scanner/sample_scans.h"

namespace lini::test {
namespace {

// Honeywell's vendor number, one configuration, one HID interface without boot protocol, interrupt
// endpoint 0x81 of 64 bytes.
constexpr const char* kDescriptors =
    "12010002000000402e0c01020001010203"
    "01"
    "09022200010100a0320904000001030000000921110100012248000705810340000a"
    "\n";

constexpr unsigned char kGetDescriptor = 6;

}  // namespace

FakeHidScanner::FakeHidScanner(std::string report_descriptor)
    : FakeUsbDevice(usb_device_lines("Honeywell", "Xenon", "S1") + kDescriptors),
      report_descriptor_(std::move(report_descriptor)) {
    plug();
}

void FakeHidScanner::send(std::string report) {
    const std::lock_guard lock(mutex_);
    reports_.push_back(std::move(report));
}

void FakeHidScanner::scan(std::string_view data, std::string_view aim_id) {
    for (std::string& report : pos_reports(data, aim_id)) send(std::move(report));
}

bool FakeHidScanner::all_sent() const {
    const std::lock_guard lock(mutex_);
    return reports_.empty();
}

void FakeHidScanner::serve(Urb& urb) {
    if (urb.fields().type == USBDEVFS_URB_TYPE_CONTROL) {
        urb.answer(urb.bytes()[1] == kGetDescriptor ? report_descriptor_ : std::string());
        return;
    }
    if (reports_.empty()) return;
    const std::string report = reports_.front();
    reports_.pop_front();
    const std::size_t sent = std::min(urb.room(), report.size());
    std::memcpy(urb.bytes(), report.data(), sent);
    urb.fields().actual_length = static_cast<int>(sent);
    urb.finish(0);
}

}  // namespace lini::test
