#include "tests/drivers/usb/fake_printer.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace lini::test {
namespace {

// The rest of the device descriptor behind the vendor's number, and one configuration: a printer
// interface with two alternate settings, one way (protocol 1) and two ways (protocol 2), bulk
// endpoints 0x01 and 0x82.
constexpr const char* kDescriptors =
    "2001000101020301"
    "090230000101008032"
    "090400000107010100"
    "07050102000200"
    "090400010207010200"
    "07050102000200"
    "07058202000200"
    "\n";

constexpr unsigned char kOutEndpoint = 0x01;
constexpr unsigned char kGetDeviceId = 0;
const std::string kDeviceId = "MFG:Zebra;CMD:ZPL;MDL:ZD421;";

std::string device_of(std::uint16_t vendor_id) {
    char vendor[5];
    std::snprintf(vendor, sizeof vendor, "%02x%02x", vendor_id & 0xFF, vendor_id >> 8);
    return usb_device_lines("Zebra", "ZD421", "D4J1") + "1201000200000040" + vendor + kDescriptors;
}

}  // namespace

FakePrinter::FakePrinter(std::uint16_t vendor_id) : FakeUsbDevice(device_of(vendor_id)) { plug(); }

void FakePrinter::after(std::size_t bytes, AfterBytes what) {
    const std::lock_guard lock(mutex_);
    limit_ = what == AfterBytes::go_on ? SIZE_MAX : bytes;
    then_ = what;
}

void FakePrinter::report(std::uint8_t status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
}

void FakePrinter::say(std::string reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
}

std::string FakePrinter::received() const {
    const std::lock_guard lock(mutex_);
    return received_;
}

void FakePrinter::serve(Urb& urb) {
    if (urb.fields().type == USBDEVFS_URB_TYPE_CONTROL) {
        serve_control(urb);
    } else if (urb.fields().endpoint == kOutEndpoint) {
        serve_out(urb);
    } else {
        serve_in(urb);
    }
}

void FakePrinter::serve_control(Urb& urb) {
    std::string answer(1, static_cast<char>(status_));
    if (urb.bytes()[1] == kGetDeviceId) {
        answer = std::string{'\0', static_cast<char>(kDeviceId.size() + 2)} + kDeviceId;
    }
    urb.answer(std::move(answer));
}

void FakePrinter::serve_out(Urb& urb) {
    if (halted_) {
        urb.finish(-EPIPE);
        return;
    }
    const std::size_t length = urb.room();
    const auto before = static_cast<std::size_t>(urb.fields().actual_length);
    const std::size_t room = limit_ - std::min(limit_, received_.size());
    const std::size_t taken = std::min(length - before, room);
    received_.append(reinterpret_cast<const char*>(urb.bytes()) + before, taken);
    urb.fields().actual_length = static_cast<int>(before + taken);
    if (before + taken == length) {
        urb.finish(0);
    } else if (then_ == AfterBytes::stall) {
        halted_ = true;
        limit_ = SIZE_MAX;
        urb.finish(-EPIPE);
    } else if (then_ == AfterBytes::vanish) {
        gone_ = true;
        urb.finish(-EPROTO);
    }
}

void FakePrinter::serve_in(Urb& urb) {
    if (reply_.empty()) return;
    const std::size_t sent = std::min(urb.room(), reply_.size());
    std::memcpy(urb.bytes(), reply_.data(), sent);
    reply_.erase(0, sent);
    urb.fields().actual_length = static_cast<int>(sent);
    urb.finish(0);
}

}  // namespace lini::test
