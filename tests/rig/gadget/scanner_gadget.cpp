#include "tests/rig/gadget/scanner_gadget.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "tests/drivers/scanner/sample_scans.h"
#include "tests/rig/rig_codes.h"

namespace lini::rig {
namespace {

constexpr int kWriteLongestMs = 10'000;
constexpr auto kOnItsWay = std::chrono::milliseconds(300);

// HID 1.11, appendix B.1 and E.6: the boot keyboard, 8 bytes a report.
constexpr char kKeyboardDescriptor[] =
    "\x05\x01\x09\x06\xa1\x01\x05\x07\x19\xe0\x29\xe7\x15\x00\x25\x01\x75\x01\x95\x08\x81\x02"
    "\x95\x01\x75\x08\x81\x03\x95\x05\x75\x01\x05\x08\x19\x01\x29\x05\x91\x02\x95\x01\x75\x03"
    "\x91\x03\x95\x06\x75\x08\x15\x00\x25\x65\x05\x07\x19\x00\x29\x65\x81\x00\xc0";

constexpr char kCtrl = 1, kShift = 2;
constexpr char kEnterUsage = 0x28, kRightBracketUsage = 0x30;

/// HID Usage Tables 1.12, section 10: letters from 4, digits 1 to 9 and 0 from 30.
std::pair<char, char> key_of(char sign) {
    if (sign >= 'a' && sign <= 'z') return {0, static_cast<char>(sign - 'a' + 4)};
    if (sign >= 'A' && sign <= 'Z') return {kShift, static_cast<char>(sign - 'A' + 4)};
    if (sign >= '1' && sign <= '9') return {0, static_cast<char>(sign - '1' + 30)};
    if (sign == '0') return {0, 39};
    if (sign == '\x1d') return {kCtrl, kRightBracketUsage};
    return {0, kEnterUsage};
}

std::vector<std::string> keyboard_reports(const std::string& code) {
    std::vector<std::string> reports;
    for (const char sign : code) {
        const auto [modifier, usage] = key_of(sign);
        reports.push_back(std::string{modifier, 0, usage, 0, 0, 0, 0, 0});
        reports.emplace_back(8, '\0');
    }
    return reports;
}

std::vector<UsbGadget::Attribute> hid_attributes(const std::string& descriptor,
                                                 std::size_t report_bytes, bool keyboard) {
    const std::string boot = keyboard ? "1" : "0";
    return {{"protocol", boot},
            {"subclass", boot},
            {"report_length", std::to_string(report_bytes)},
            {"report_desc", descriptor}};
}

std::string read_word(const std::string& path) {
    std::string word;
    std::ifstream(path) >> word;
    return word;
}

}  // namespace

ScannerGadget::ScannerGadget(UsbGadget gadget, ScannerKind kind)
    : gadget_(std::move(gadget)), kind_(kind) {
    const std::string index = std::to_string(gadget_.identity().index);
    if (kind_ == ScannerKind::serial) {
        const std::string folder = gadget_.add_function("acm.s" + index);
        device_ = "/dev/ttyGS" + read_word(folder + "/port_num");
        return;
    }
    const bool keyboard = kind_ == ScannerKind::keyboard;
    const std::string descriptor =
        keyboard ? std::string(kKeyboardDescriptor, sizeof kKeyboardDescriptor - 1)
                 : lini::test::pos_descriptor();
    const std::string folder = gadget_.add_function(
        "hid.s" + index, hid_attributes(descriptor, keyboard ? 8 : 64, keyboard));
    const std::string device = read_word(folder + "/dev");
    device_ = "/dev/hidg" + device.substr(device.find(':') + 1);
}

void ScannerGadget::scan(int first, int count, bool halves) {
    if (thread_.joinable()) thread_.join();
    busy_ = true;
    codes_read_ = 0;
    thread_ = std::thread([this, first, count, halves] {
        bool good = fd_ >= 0 || open_device();
        for (int i = 0; good && i < count; ++i) {
            good = send_code(code_of(first + i), halves && i + 1 == count);
            codes_read_ += good ? 1 : 0;
        }
        if (halves) leave_bus();
        if (!good) std::fprintf(stderr, "rig: %s: %s\n", device_.c_str(), std::strerror(errno));
        busy_ = false;
    });
}

/// What was written is only on its way: u_serial would drop it.
void ScannerGadget::leave_bus() {
    if (kind_ == ScannerKind::serial) ::tcdrain(fd_);
    std::this_thread::sleep_for(kOnItsWay);
    gadget_.unplug();
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

bool ScannerGadget::open_device() {
    fd_ = ::open(device_.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd_ < 0) return false;
    termios mode{};
    if (kind_ == ScannerKind::serial && ::tcgetattr(fd_, &mode) == 0) {
        ::cfmakeraw(&mode);
        ::tcsetattr(fd_, TCSANOW, &mode);
    }
    return true;
}

bool ScannerGadget::send_code(const std::string& code, bool half) {
    std::vector<std::string> reports;
    switch (kind_) {
        case ScannerKind::keyboard: reports = keyboard_reports(code + "\r"); break;
        case ScannerKind::pos: reports = lini::test::pos_reports(code, "]C1"); break;
        case ScannerKind::serial: reports = {code.substr(0, code.size() / 2)}; break;
    }
    if (kind_ == ScannerKind::serial && !half) reports = {code + "\r"};
    if (kind_ == ScannerKind::keyboard && half) reports.resize(reports.size() / 2);
    for (const std::string& report : reports) {
        if (!write_report(report)) return false;
    }
    return true;
}

/// All of it; false when the host takes nothing for too long.
bool ScannerGadget::write_report(const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        pollfd writable{fd_, POLLOUT, 0};
        if (::poll(&writable, 1, kWriteLongestMs) <= 0) return false;
        const ssize_t wrote = ::write(fd_, bytes.data() + done, bytes.size() - done);
        if (wrote < 0 && errno != EAGAIN && errno != EINTR) return false;
        if (wrote > 0) done += static_cast<std::size_t>(wrote);
    }
    return true;
}

}  // namespace lini::rig
