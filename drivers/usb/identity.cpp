#include "drivers/usb/identity.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace lini {
namespace {

constexpr std::size_t kDeviceIdBytesMax = 4096;
constexpr std::size_t kCommandsMax = 64;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return text.substr(first, last - first + 1);
}

std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return out;
}

/// Text up to `end`, taken off the front of `rest` with the separator.
std::string_view take_until(std::string_view& rest, char end) {
    const std::size_t at = rest.find(end);
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return taken;
}

std::vector<std::string> split_commands(std::string_view value) {
    std::vector<std::string> out;
    while (!value.empty() && out.size() < kCommandsMax) {
        const std::string_view command = trimmed(take_until(value, ','));
        if (!command.empty()) out.push_back(upper(command));
    }
    return out;
}

void store(DeviceId& id, const std::string& key, std::string_view value) {
    if (key == "MFG" || key == "MANUFACTURER") {
        id.manufacturer = std::string(value);
    } else if (key == "MDL" || key == "MODEL") {
        id.model = std::string(value);
    } else if (key == "SN" || key == "SERN" || key == "SERIALNUMBER") {
        id.serial = std::string(value);
    } else if (key == "CMD" || key == "COMMAND SET") {
        id.commands = split_commands(value);
    }
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool field_matches(const std::string& wanted, const std::string& actual) {
    return wanted.empty() || wanted == actual;
}

std::string model_of(const UsbIdentity& identity) {
    std::array<char, 16> ids{};
    std::snprintf(ids.data(), ids.size(), "%04x:%04x", identity.vendor_id, identity.product_id);
    return ids.data();
}

int closeness(const UsbMatch& match) {
    if (!match.port_path.empty()) return 2;
    return match.serial.empty() ? 0 : 1;
}

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

}  // namespace

DeviceId parse_device_id(std::string_view text) {
    DeviceId id;
    std::string_view rest = text.substr(0, kDeviceIdBytesMax);
    while (!rest.empty()) {
        std::string_view pair = take_until(rest, ';');
        if (pair.find(':') == std::string_view::npos) continue;
        const std::string key = upper(trimmed(take_until(pair, ':')));
        store(id, key, trimmed(pair));
    }
    return id;
}

std::string_view device_id_text(std::string_view reply) {
    if (reply.size() < 2) return {};
    const std::size_t big = byte_at(reply, 0) * 256 + byte_at(reply, 1);
    const std::size_t little = byte_at(reply, 1) * 256 + byte_at(reply, 0);
    const auto sensible = [&](std::size_t length) { return length > 2 && length <= reply.size(); };
    std::size_t length = reply.size();
    if (sensible(big)) length = big;
    if (sensible(little)) length = std::min(length, little);
    // A reply without a length begins with the first key itself.
    const bool no_length = is_letter(reply[0]) && is_letter(reply[1]);
    return no_length ? reply : reply.substr(2, length - 2);
}

std::string name_by_port(const UsbIdentity& identity) {
    return model_of(identity) + "@" + identity.port_path;
}

std::string stable_name(const UsbIdentity& identity) {
    if (identity.serial.empty()) return name_by_port(identity);
    return model_of(identity) + "/" + identity.serial;
}

bool claimed(const std::vector<UsbClaim>& others, const UsbMatch& mine,
             const UsbIdentity& device) {
    return std::any_of(others.begin(), others.end(), [&](const UsbClaim& other) {
        const bool held = !other.held_port.empty() && other.held_port == device.port_path;
        return held || (closeness(other.match) > closeness(mine) && matches(other.match, device));
    });
}

bool matches(const UsbMatch& match, const UsbIdentity& identity) {
    return (match.vendor_id == 0 || match.vendor_id == identity.vendor_id) &&
           (match.product_id == 0 || match.product_id == identity.product_id) &&
           field_matches(match.serial, identity.serial) &&
           field_matches(match.port_path, identity.port_path);
}

}  // namespace lini
