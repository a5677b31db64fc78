#include "drivers/transport/evdev_port.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <iterator>
#include <utility>

#include "drivers/usb/sysfs.h"

namespace lini {
namespace {

constexpr std::int64_t kLookPeriodUs = 1'000'000;
constexpr const char* kInputFolder = "/dev/input";

/// Keys that a scanner needs to type a code.
bool types_codes(int fd) {
    std::array<unsigned char, KEY_MAX / 8 + 1> bits{};
    if (::ioctl(fd, EVIOCGBIT(EV_KEY, bits.size()), bits.data()) < 0) return false;
    const auto has = [&](unsigned key) { return (bits[key / 8] >> key % 8 & 1) != 0; };
    return has(KEY_1) && has(KEY_0) && has(KEY_A) && has(KEY_Z) && has(KEY_ENTER);
}

std::string name_by(int fd, unsigned long request, std::size_t room) {
    std::string text(room, '\0');
    const int got = ::ioctl(fd, request, text.data());
    if (got <= 0) return {};
    return text.substr(0, std::min(text.find('\0'), text.size()));
}

/// Nothing for a device that is not on USB, such as a laptop's own keyboard.
std::optional<UsbIdentity> identity_of(int fd, const std::string& event_name) {
    constexpr std::size_t kRoom = 256;
    input_id id{};
    if (::ioctl(fd, EVIOCGID, &id) < 0 || id.bustype != BUS_USB) return std::nullopt;
    UsbIdentity identity;
    identity.vendor_id = id.vendor;
    identity.product_id = id.product;
    identity.serial = name_by(fd, EVIOCGUNIQ(kRoom), kRoom);
    identity.product = name_by(fd, EVIOCGNAME(kRoom), kRoom);
    identity.port_path = usb_port_path("/sys/class/input/" + event_name);
    return identity;
}

std::vector<std::string> event_names() {
    std::vector<std::string> names;
    DIR* folder = ::opendir(kInputFolder);
    if (folder == nullptr) return names;
    while (const dirent* entry = ::readdir(folder)) {
        const std::string name = entry->d_name;
        if (name.starts_with("event")) names.push_back(name);
    }
    ::closedir(folder);
    std::sort(names.begin(), names.end());
    return names;
}

/// Each key comes with a scan code of the device's own, which would fill the kernel's few places
/// for nothing. A kernel that cannot leave them out sends them, and they are passed over.
void leave_out_scan_codes(int fd) {
    std::array<unsigned char, MSC_MAX / 8 + 1> none{};
    input_mask mask{};
    mask.type = EV_MSC;
    mask.codes_size = none.size();
    mask.codes_ptr = reinterpret_cast<std::uintptr_t>(none.data());
    static_cast<void>(::ioctl(fd, EVIOCSMASK, &mask));
}

int open_event(const std::string& name) {
    const std::string path = std::string(kInputFolder) + "/" + name;
    return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

}  // namespace

std::vector<KeyboardDevice> list_keyboards() {
    std::vector<KeyboardDevice> found;
    for (const std::string& name : event_names()) {
        const int fd = open_event(name);
        if (fd < 0) continue;
        auto identity = identity_of(fd, name);
        if (identity && types_codes(fd)) {
            found.push_back({std::string(kInputFolder) + "/" + name, *std::move(identity)});
        }
        ::close(fd);
    }
    return found;
}

std::vector<KeyboardDevice> keyboards_to_hold(const std::vector<KeyboardDevice>& all,
                                              std::size_t turn) {
    // One device may be several keyboards to the kernel; two devices may claim one serial number.
    const auto name_of = [](const KeyboardDevice& one) {
        return one.identity.port_path + " " + stable_name(one.identity);
    };
    std::vector<std::string> devices;
    for (const KeyboardDevice& one : all) devices.push_back(name_of(one));
    std::sort(devices.begin(), devices.end());
    devices.erase(std::unique(devices.begin(), devices.end()), devices.end());
    if (devices.size() < 2) return {};
    const std::string& left = devices[turn % devices.size()];
    std::vector<KeyboardDevice> held;
    std::copy_if(all.begin(), all.end(), std::back_inserter(held),
                 [&](const KeyboardDevice& one) { return name_of(one) != left; });
    return held;
}

void EvdevPort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (fd_ < 0) look_for_device();
    if (fd_ >= 0) take_events();
}

void EvdevPort::look_for_device() {
    if (now_us_ < look_at_us_) return;
    look_at_us_ = now_us_ + kLookPeriodUs;
    condition_ = PortCondition::unplugged;
    for (const std::string& name : event_names()) {
        const int fd = open_event(name);
        if (fd < 0) {
            // What it is cannot be asked without opening it; this may well be ours.
            if (errno == EACCES) condition_ = PortCondition::no_access;
            continue;
        }
        const auto identity = identity_of(fd, name);
        if (!identity || !wanted_(*identity) || !types_codes(fd)) {
            ::close(fd);
            continue;
        }
        if (::ioctl(fd, EVIOCGRAB, 1) != 0) {
            condition_ = errno == EBUSY ? PortCondition::busy : PortCondition::fault;
            ::close(fd);
            continue;
        }
        leave_out_scan_codes(fd);
        fd_ = fd;
        reader_ = std::make_unique<EventReader>(fd);
        identity_ = *identity;
        dropped_ = false;
        condition_ = PortCondition::ready;
        return;
    }
}

void EvdevPort::take_events() {
    for (const input_event& event : reader_->take()) {
        if (event.type == EV_SYN && event.code == SYN_DROPPED) {
            dropped_ = true;
            decoder_.events_lost();
        } else if (event.type == EV_SYN) {
            dropped_ = dropped_ && event.code != SYN_REPORT;
        } else if (event.type == EV_KEY && !dropped_) {
            decoder_.feed(event.code, event.value);
        }
    }
    if (reader_->ended()) lose();
}

void EvdevPort::lose() {
    close();
    decoder_.unplugged();
    look_at_us_ = now_us_ + kLookPeriodUs;
}

void EvdevPort::add_poll_fds(std::vector<pollfd>& fds) const {
    if (reader_) fds.push_back({reader_->ready_fd(), POLLIN, 0});
}

void EvdevPort::close() {
    reader_.reset();
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));  // The grab ends with the descriptor.
    condition_ = PortCondition::unplugged;
    identity_ = {};
}

}  // namespace lini
