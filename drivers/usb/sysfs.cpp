#include "drivers/usb/sysfs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace lini {
namespace {

constexpr std::size_t kAttributeBytesMax = 256;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bus, then ports: "1-2.4".
bool is_port(const std::string& name) {
    const std::size_t dash = name.find('-');
    if (dash == std::string::npos || dash == 0 || dash + 1 == name.size()) return false;
    const bool bus = std::all_of(name.begin(), name.begin() + static_cast<long>(dash), is_digit);
    const bool ports = std::all_of(name.begin() + static_cast<long>(dash) + 1, name.end(),
                                   [](char c) { return is_digit(c) || c == '.'; });
    return bus && ports;
}

}  // namespace

std::string usb_port_in(const std::string& real_path) {
    std::string found;
    for (const auto& part : std::filesystem::path(real_path)) {
        if (is_port(part.string())) found = part.string();
    }
    return found;
}

std::string usb_port_path(const std::string& class_folder) {
    std::error_code error;
    const auto real = std::filesystem::canonical(class_folder, error);
    return error ? std::string() : usb_port_in(real.string());
}

std::string usb_attribute(const std::string& port_path, const std::string& name) {
    std::ifstream in("/sys/bus/usb/devices/" + port_path + "/" + name, std::ios::binary);
    std::string text(kAttributeBytesMax, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text.substr(0, text.find('\n'));
}

std::vector<std::string> hid_report_descriptors(const std::string& port_path) {
    constexpr std::size_t kDescriptorBytesMax = 4096;
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    std::error_code error;
    // Device, then "1-2:1.0", then "0003:05E0:1300.0004".
    const fs::path device = "/sys/bus/usb/devices/" + port_path;
    for (const auto& interface : fs::directory_iterator(device, error)) {
        if (!interface.path().filename().string().starts_with(port_path + ":")) continue;
        for (const auto& hid : fs::directory_iterator(interface.path(), error)) {
            std::ifstream in(hid.path() / "report_descriptor", std::ios::binary);
            if (!in) continue;
            std::string bytes(kDescriptorBytesMax, '\0');
            in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            bytes.resize(static_cast<std::size_t>(in.gcount()));
            found.push_back(std::move(bytes));
        }
    }
    return found;
}

}  // namespace lini
