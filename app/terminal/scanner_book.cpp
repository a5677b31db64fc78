#include "app/terminal/scanner_book.h"

#include <algorithm>
#include <utility>

#include "app/domain/barcode.h"
#include "app/terminal/device_setup.h"

namespace lini {
namespace {

constexpr const char* kNotTried = "not_tried";
constexpr std::size_t kNameCharactersMax = 40;

BoundScannerKind bound_kind(ScannerKind kind) {
    switch (kind) {
        case ScannerKind::hid_pos: return BoundScannerKind::hid_pos;
        case ScannerKind::serial: return BoundScannerKind::serial;
        case ScannerKind::camera: return BoundScannerKind::camera;
        case ScannerKind::keyboard: break;
    }
    return BoundScannerKind::keyboard;
}

}  // namespace

std::vector<BookedScanner> ScannerBook::scanners() const {
    std::vector<BookedScanner> all;
    const auto entered = [&](const std::string& name) {
        return std::any_of(bindings_.scanners.begin(), bindings_.scanners.end(),
                           [&](const DeviceBinding& one) { return one.name == name; });
    };
    for (const SiteBoundScanner& one : config_.scanners) {
        if (entered(one.name)) continue;
        const std::string& where = one.device.empty() ? one.usb_id : one.device;
        all.push_back({scanner_config(one), where, false});
    }
    for (const DeviceBinding& one : bindings_.scanners) {
        all.push_back({scanner_config(one), one.usb, true});
    }
    return all;
}

std::optional<BookedScanner> ScannerBook::find(const std::string& name) const {
    for (BookedScanner& one : scanners()) {
        if (one.config.name == name) return std::move(one);
    }
    return std::nullopt;
}

DeviceBinding* ScannerBook::entry(const std::string& name) {
    const auto found =
        std::find_if(bindings_.scanners.begin(), bindings_.scanners.end(),
                     [&](const DeviceBinding& one) { return one.name == name; });
    return found == bindings_.scanners.end() ? nullptr : &*found;
}

std::string ScannerBook::free_name(const ScannerCandidate& device) const {
    const UsbIdentity& identity = device.identity;
    std::string base = shown_code(identity.product, kNameCharactersMax);
    if (base.empty()) base = "Scanner " + stable_name(identity).substr(0, 9);
    std::string name = base;
    for (int number = 2; find(name); ++number) name = base + " " + std::to_string(number);
    return name;
}

std::string ScannerBook::entered_as(const ScannerCandidate& device) const {
    for (const DeviceBinding& one : bindings_.scanners) {
        if (one.usb == stable_name(device.identity)) return one.name;
    }
    return {};
}

void ScannerBook::bind(const std::string& name, const ScannerCandidate& device) {
    const std::string usb = name_by_port(device.identity);
    DeviceBinding bound{name, bound_kind(device.kind), usb, fault(name)};
    if (DeviceBinding* one = entry(name)) *one = std::move(bound);
    else bindings_.scanners.push_back(std::move(bound));
}

std::string ScannerBook::enrol(const ScannerCandidate& device, const std::string& fault,
                               bool is_twin) {
    const std::string usb =
        is_twin ? name_by_port(device.identity) : stable_name(device.identity);
    for (DeviceBinding& one : bindings_.scanners) {
        if (one.usb != usb) continue;
        one.kind = bound_kind(device.kind);
        one.fault = fault;
        return one.name;
    }
    bindings_.scanners.push_back({free_name(device), bound_kind(device.kind), usb, fault});
    return bindings_.scanners.back().name;
}

void ScannerBook::replace(const std::string& name, const ScannerCandidate& device) {
    DeviceBinding changed{name, bound_kind(device.kind), stable_name(device.identity), kNotTried};
    if (DeviceBinding* one = entry(name)) *one = std::move(changed);
    else bindings_.scanners.push_back(std::move(changed));
    other_faults_.erase(name);
}

bool ScannerBook::forget(const std::string& name) {
    return std::erase_if(bindings_.scanners,
                         [&](const DeviceBinding& one) { return one.name == name; }) > 0;
}

void ScannerBook::decline(const ScannerCandidate& device) {
    if (!declined(device)) bindings_.declined.push_back(stable_name(device.identity));
}

bool ScannerBook::declined(const ScannerCandidate& device) const {
    const auto& list = bindings_.declined;
    return std::find(list.begin(), list.end(), stable_name(device.identity)) != list.end();
}

std::string ScannerBook::fault(const std::string& name) const {
    for (const DeviceBinding& one : bindings_.scanners) {
        if (one.name == name) return one.fault;
    }
    const auto found = other_faults_.find(name);
    return found == other_faults_.end() ? std::string() : found->second;
}

void ScannerBook::set_fault(const std::string& name, const std::string& fault) {
    if (DeviceBinding* one = entry(name)) one->fault = fault;
    else other_faults_[name] = fault;
}

}  // namespace lini
