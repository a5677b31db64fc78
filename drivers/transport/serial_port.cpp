#include "drivers/transport/serial_port.h"

#include <libserialport.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>
#include <cerrno>

#include "drivers/usb/sysfs.h"

namespace lini {
namespace {

constexpr std::int64_t kLookPeriodUs = 1'000'000;
constexpr int kBaud = 9600;
constexpr int kReadsPerTurn = 16;  // So that one babbling device does not hold the thread.

struct FreeList {
    void operator()(sp_port** list) const { sp_free_port_list(list); }
};

std::string text_of(const char* text) { return text == nullptr ? std::string() : text; }

/// What sp_open() failed with. Its errno is of the open() within.
PortCondition condition_after_open() {
    if (sp_last_error_code() == EACCES) return PortCondition::no_access;
    return sp_last_error_code() == EBUSY ? PortCondition::busy : PortCondition::unplugged;
}

}  // namespace

void SerialPort::Free::operator()(sp_port* port) const {
    sp_close(port);
    sp_free_port(port);
}

std::vector<SerialDevice> list_serial_ports() {
    std::vector<SerialDevice> found;
    sp_port** list = nullptr;
    if (sp_list_ports(&list) != SP_OK) return found;
    const std::unique_ptr<sp_port*, FreeList> owned(list);
    for (sp_port** one = list; *one != nullptr; ++one) {
        if (sp_get_port_transport(*one) != SP_TRANSPORT_USB) continue;
        SerialDevice device;
        device.path = text_of(sp_get_port_name(*one));
        int vendor = 0;
        int product = 0;
        if (sp_get_port_usb_vid_pid(*one, &vendor, &product) == SP_OK) {
            device.identity.vendor_id = static_cast<std::uint16_t>(vendor);
            device.identity.product_id = static_cast<std::uint16_t>(product);
        }
        device.identity.serial = text_of(sp_get_port_usb_serial(*one));
        device.identity.manufacturer = text_of(sp_get_port_usb_manufacturer(*one));
        device.identity.product = text_of(sp_get_port_usb_product(*one));
        const std::string name = device.path.substr(device.path.rfind('/') + 1);
        device.identity.port_path = usb_port_path("/sys/class/tty/" + name);
        found.push_back(std::move(device));
    }
    return found;
}

void SerialPort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (!port_) look_for_device();
    if (port_) read_bytes();
}

void SerialPort::look_for_device() {
    if (now_us_ < look_at_us_) return;
    look_at_us_ = now_us_ + kLookPeriodUs;
    condition_ = PortCondition::unplugged;
    for (const SerialDevice& device : list_serial_ports()) {
        if (wanted_(device.identity) && open(device)) return;
    }
}

bool SerialPort::open(const SerialDevice& device) {
    sp_port* raw = nullptr;
    if (sp_get_port_by_name(device.path.c_str(), &raw) != SP_OK) return false;
    std::unique_ptr<sp_port, Free> port(raw);
    if (sp_open(raw, SP_MODE_READ) != SP_OK) {
        condition_ = condition_after_open();
        return false;
    }
    int fd = -1;
    // CDC-ACM takes no notice of speed and framing, and some devices refuse to be told.
    sp_set_baudrate(raw, kBaud);
    sp_set_bits(raw, 8);
    sp_set_parity(raw, SP_PARITY_NONE);
    sp_set_stopbits(raw, 1);
    sp_set_flowcontrol(raw, SP_FLOWCONTROL_NONE);
    if (sp_get_port_handle(raw, &fd) != SP_OK) return false;
    ::ioctl(fd, TIOCEXCL);
    port_ = std::move(port);
    fd_ = fd;
    identity_ = device.identity;
    condition_ = PortCondition::ready;
    return true;
}

void SerialPort::read_bytes() {
    std::array<char, 4096> bytes;
    for (int i = 0; i < kReadsPerTurn; ++i) {
        const int got = sp_nonblocking_read(port_.get(), bytes.data(), bytes.size());
        if (got < 0) return lose();
        if (got == 0) break;
        decoder_.feed({bytes.data(), static_cast<std::size_t>(got)});
    }
    // A tty that is gone reads as empty for ever; poll() says that it hung up.
    pollfd hung{fd_, POLLIN, 0};
    if (::poll(&hung, 1, 0) > 0 && (hung.revents & (POLLHUP | POLLERR)) != 0) lose();
}

void SerialPort::lose() {
    close();
    decoder_.unplugged();
    look_at_us_ = now_us_ + kLookPeriodUs;
}

void SerialPort::add_poll_fds(std::vector<pollfd>& fds) const {
    if (port_) fds.push_back({fd_, POLLIN, 0});
}

void SerialPort::close() {
    port_.reset();
    fd_ = -1;
    condition_ = PortCondition::unplugged;
    identity_ = {};
}

}  // namespace lini
