#include "app/terminal/printer_book.h"

#include <algorithm>
#include <utility>

#include "app/terminal/device_setup.h"

namespace lini {
namespace {

constexpr std::size_t kModelLength = 9;  // "0a5f:0120"

std::vector<std::string> words_for(const std::vector<UsbIdentity>& devices) {
    std::vector<std::string> words;
    for (const UsbIdentity& one : devices) words.push_back(device_words(one));
    return words;
}

}  // namespace

const PrinterBinding* PrinterBook::binding(const std::string& printer) const {
    const auto found =
        std::find_if(bindings_.printers.begin(), bindings_.printers.end(),
                     [&](const PrinterBinding& one) { return one.name == printer; });
    return found == bindings_.printers.end() ? nullptr : &*found;
}

bool PrinterBook::is_bound(const std::string& printer) const {
    return binding(printer) != nullptr;
}

/// A device of another model may speak another language than site.toml says.
PrinterConfig PrinterBook::bound(PrinterConfig config) const {
    const PrinterBinding* named = binding(config.name);
    if (named == nullptr || !std::holds_alternative<UsbMatch>(config.where)) return config;
    config.where = match_of_stable_name(named->usb);
    if (named->other_model) config.language = kAutoLanguage;
    return config;
}

std::optional<UsbMatch> PrinterBook::match(const SitePrinter& printer) const {
    if (printer.transport != PrinterTransport::usb) return std::nullopt;
    if (const PrinterBinding* named = binding(printer.name)) {
        return match_of_stable_name(named->usb);
    }
    return match_of(printer.usb_id);
}

void PrinterBook::take(const UsbPrinterAppeared& event) {
    present_[event.identity.port_path] = event.identity;
}

void PrinterBook::take(const UsbPrinterGone& event) {
    std::erase_if(present_, [&](const auto& one) {
        return stable_name(one.second) == event.stable_name;
    });
}

void PrinterBook::take(const PrinterConditionEvent& event) {
    conditions_[event.printer] = event.condition;
    if (event.condition == PortCondition::unplugged) held_.erase(event.printer);
}

const UsbIdentity* PrinterBook::device(const std::string& printer) const {
    const auto found = held_.find(printer);
    return found == held_.end() ? nullptr : &found->second;
}

/// Devices that are there and that no printer of the site is.
std::vector<UsbIdentity> PrinterBook::unknown_devices() const {
    std::vector<UsbIdentity> unknown;
    for (const auto& [port, identity] : present_) {
        const auto& declined = bindings_.declined;
        bool known =
            std::find(declined.begin(), declined.end(), stable_name(identity)) != declined.end();
        for (const SitePrinter& printer : config_.printers) {
            const auto wanted = match(printer);
            const UsbIdentity* held = device(printer.name);
            known = known || (held != nullptr && held->port_path == port);
            known = known || (wanted && matches(*wanted, identity));
        }
        if (!known) unknown.push_back(identity);
    }
    return unknown;
}

std::optional<DeviceQuestion> PrinterBook::question() const {
    for (const SitePrinter& printer : config_.printers) {
        const auto choice = choices_.find(printer.name);
        if (choice == choices_.end() || choice->second.size() < 2) continue;
        return DeviceQuestion{true, true, printer.name, words_for(choice->second)};
    }
    for (const SitePrinter& printer : config_.printers) {
        const auto condition = conditions_.find(printer.name);
        const bool missing =
            condition != conditions_.end() && condition->second == PortCondition::unplugged;
        if (!missing || !match(printer)) continue;
        const auto unknown = unknown_devices();
        if (unknown.empty()) continue;
        return DeviceQuestion{true, false, printer.name, {device_words(unknown.front())}};
    }
    return std::nullopt;
}

void PrinterBook::bind(const std::string& printer, const std::string& usb, bool other_model) {
    unbind(printer);
    bindings_.printers.push_back({printer, usb, other_model});
}

void PrinterBook::unbind(const std::string& printer) {
    std::erase_if(bindings_.printers,
                  [&](const PrinterBinding& one) { return one.name == printer; });
}

std::vector<std::string> PrinterBook::release(const std::string& printer) {
    const PrinterBinding* named = binding(printer);
    if (named == nullptr) return {};
    const std::string model = named->usb.substr(0, kModelLength + 1);  // With '@' or '/'.
    const bool by_port = model.back() == '@';
    std::vector<std::string> released;
    for (const PrinterBinding& one : bindings_.printers) {
        const bool twin = by_port && one.usb.starts_with(model);
        if (twin || one.name == printer) released.push_back(one.name);
    }
    for (const std::string& one : released) unbind(one);
    return released;
}

/// Who is left with one device after that is told apart too: at the next start it might find the
/// other one first.
std::vector<std::string> PrinterBook::tell_apart(const std::string& printer,
                                                 const UsbIdentity& chosen) {
    std::vector<std::string> changed{printer};
    bind(printer, name_by_port(chosen), false);
    choices_.erase(printer);
    std::vector<std::string> taken{name_by_port(chosen)};
    for (bool again = true; again;) {
        again = false;
        for (auto& [other, devices] : choices_) {
            std::erase_if(devices, [&](const UsbIdentity& one) {
                return std::find(taken.begin(), taken.end(), name_by_port(one)) != taken.end();
            });
            if (devices.size() != 1) continue;
            bind(other, name_by_port(devices.front()), false);
            taken.push_back(name_by_port(devices.front()));
            changed.push_back(other);
            devices.clear();
            again = true;
        }
    }
    return changed;
}

std::vector<std::string> PrinterBook::answer(const DeviceQuestion& asked,
                                             std::optional<std::size_t> choice) {
    const auto now = question();
    if (!now || *now != asked || (choice && *choice >= asked.devices.size())) return {};
    if (asked.which) {
        if (!choice) return {};
        const UsbIdentity chosen = choices_.at(asked.name)[*choice];
        return tell_apart(asked.name, chosen);
    }
    const UsbIdentity device = unknown_devices().front();
    if (!choice) {
        bindings_.declined.push_back(stable_name(device));
        return {};
    }
    const auto twins = std::count_if(present_.begin(), present_.end(), [&](const auto& one) {
        return stable_name(one.second) == stable_name(device);
    });
    std::string before;
    if (const PrinterBinding* named = binding(asked.name)) before = named->usb;
    for (const SitePrinter& printer : config_.printers) {
        if (before.empty() && printer.name == asked.name) before = printer.usb_id;
    }
    const std::string usb = twins > 1 ? name_by_port(device) : stable_name(device);
    bind(asked.name, usb, before.substr(0, kModelLength) != usb.substr(0, kModelLength));
    return {asked.name};
}

}  // namespace lini
