#include "tests/rig/gadget/usb_gadget.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

namespace lini::rig {
namespace {

constexpr int kPlugTriesMax = 100;
constexpr auto kPlugAgain = std::chrono::milliseconds(50);
constexpr const char* kRoot = "/sys/kernel/config/usb_gadget/";

std::string hex16(std::uint16_t value) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "0x%04x", value);
    return text.data();
}

}  // namespace

void write_file(const std::string& path, const std::string& text) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    const bool written =
        fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (!written) std::fprintf(stderr, "rig: %s: %s\n", path.c_str(), std::strerror(errno));
    if (fd >= 0) ::close(fd);
}

UsbGadget::UsbGadget(GadgetIdentity identity) : identity_(std::move(identity)) {
    if (::mkdir(path("").c_str(), 0755) != 0 && errno == EEXIST) return;
    write_file(path("idVendor"), hex16(identity_.vendor_id));
    write_file(path("idProduct"), hex16(identity_.product_id));
    write_file(path("max_speed"), identity_.speed);
    ::mkdir(path("strings/0x409").c_str(), 0755);
    if (!identity_.serial.empty()) {
        write_file(path("strings/0x409/serialnumber"), identity_.serial);
    }
    write_file(path("strings/0x409/manufacturer"), "Rig");
    write_file(path("strings/0x409/product"), identity_.product);
    ::mkdir(path("configs/c.1").c_str(), 0755);
    ::mkdir(path("configs/c.1/strings/0x409").c_str(), 0755);
    write_file(path("configs/c.1/strings/0x409/configuration"), "1");
}

std::string UsbGadget::path(const std::string& name) const {
    return kRoot + ("g" + std::to_string(identity_.index)) + "/" + name;
}

std::string UsbGadget::add_function(const std::string& name,
                                    const std::vector<Attribute>& attributes) const {
    const std::string folder = path("functions/" + name);
    ::mkdir(folder.c_str(), 0755);
    for (const Attribute& one : attributes) write_file(folder + "/" + one.name, one.value);
    if (::symlink(folder.c_str(), path("configs/c.1/" + name).c_str()) != 0 && errno != EEXIST) {
        std::fprintf(stderr, "rig: linking %s: %s\n", name.c_str(), std::strerror(errno));
    }
    return folder;
}

void UsbGadget::plug(int controller) const {
    std::string present;
    std::ifstream(path("UDC")) >> present;
    if (!present.empty()) return;
    const std::string wanted = "dummy_udc." + std::to_string(controller);
    // Busy while the kernel still takes down what a killed process left plugged in.
    for (int i = 0; i < kPlugTriesMax; ++i) {
        if (set_controller(wanted) || errno != EBUSY) break;
        std::this_thread::sleep_for(kPlugAgain);
    }
    if (errno != 0) std::fprintf(stderr, "rig: plugging: %s\n", std::strerror(errno));
}

void UsbGadget::unplug() const {
    // An unplugged device refuses to be unplugged once more, which is no fault.
    set_controller("\n");
}

/// Errno says what became of it, 0 for well.
bool UsbGadget::set_controller(const std::string& name) const {
    errno = 0;
    const int fd = ::open(path("UDC").c_str(), O_WRONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::write(fd, name.data(), name.size()) >= 0;
    const int why = errno;
    if (fd >= 0) ::close(fd);
    errno = done ? 0 : why;
    return done;
}

}  // namespace lini::rig
