#include "drivers/transport/video_calls.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

#include "drivers/usb/sysfs.h"

namespace lini {
namespace {

std::uint16_t hex_of(const std::string& text) {
    std::uint16_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

UsbIdentity identity_of(const std::string& name) {
    UsbIdentity identity;
    identity.port_path = usb_port_path("/sys/class/video4linux/" + name);
    if (identity.port_path.empty()) return identity;
    identity.vendor_id = hex_of(usb_attribute(identity.port_path, "idVendor"));
    identity.product_id = hex_of(usb_attribute(identity.port_path, "idProduct"));
    identity.serial = usb_attribute(identity.port_path, "serial");
    identity.manufacturer = usb_attribute(identity.port_path, "manufacturer");
    identity.product = usb_attribute(identity.port_path, "product");
    return identity;
}

}  // namespace

std::vector<VideoDevice> SystemVideoCalls::devices() {
    std::vector<std::string> names;
    DIR* folder = ::opendir("/dev");
    if (folder == nullptr) return {};
    while (const dirent* entry = ::readdir(folder)) {
        if (std::string_view(entry->d_name).starts_with("video")) names.push_back(entry->d_name);
    }
    ::closedir(folder);
    std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    std::vector<VideoDevice> found;
    for (const std::string& name : names) found.push_back({"/dev/" + name, identity_of(name)});
    return found;
}

int SystemVideoCalls::open(const std::string& path) {
    return ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

void SystemVideoCalls::close(int fd) { ::close(fd); }

int SystemVideoCalls::ioctl(int fd, unsigned long request, void* argument) {
    int answer = -1;
    do {
        answer = ::ioctl(fd, request, argument);
    } while (answer < 0 && errno == EINTR);
    return answer;
}

void* SystemVideoCalls::map(int fd, std::size_t bytes, long offset) {
    void* at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
    return at == MAP_FAILED ? nullptr : at;
}

void SystemVideoCalls::unmap(void* at, std::size_t bytes) { ::munmap(at, bytes); }

void SystemVideoCalls::wait(int fd, int wake_fd, int timeout_ms) {
    std::array<pollfd, 2> fds{{{wake_fd, POLLIN, 0}, {fd, POLLIN, 0}}};
    ::poll(fds.data(), fds.size(), timeout_ms);  // A negative descriptor is passed over.
}

}  // namespace lini
