#include "drivers/scanners.h"

#include <utility>

#include "drivers/scanner/camera.h"
#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_hid.h"

namespace lini {

void Scanners::give_back_orphans() const {
    if (usb_) give_back_hid_devices([](const UsbIdentity&) { return false; });
}

void Scanners::configure(ScannerConfig config) {
    remove(config.name);
    const ScannerPort::Wanted wanted = [match = config.match](const UsbIdentity& identity) {
        return matches(match, identity);
    };
    Scanner scanner;
    switch (config.kind) {
        case ScannerKind::hid_pos:
            if (!usb_) return;
            scanner.port = std::make_unique<UsbHidPort>(config.name, wanted, clock_);
            break;
        case ScannerKind::keyboard:
            scanner.port = std::make_unique<EvdevPort>(config.name, wanted, config.suffix, clock_);
            break;
        case ScannerKind::serial:
            scanner.port = std::make_unique<SerialPort>(config.name, wanted, clock_);
            break;
        case ScannerKind::camera:
            scanner.port = std::make_unique<Camera>(config.name, config.camera, clock_);
            break;
    }
    scanners_[config.name] = std::move(scanner);
}

void Scanners::remove(const std::string& name) {
    const auto found = scanners_.find(name);
    if (found == scanners_.end()) return;
    found->second.port->close();
    collect(name, found->second);
    scanners_.erase(found);
}

void Scanners::poll(std::int64_t now_us) {
    for (auto& [name, scanner] : scanners_) {
        scanner.port->poll(now_us);
        collect(name, scanner);
    }
}

void Scanners::collect(const std::string& name, Scanner& scanner) {
    while (std::optional<ScanOutput> output = scanner.port->next()) {
        std::visit([this](auto& one) { events_.emplace_back(std::move(one)); }, *output);
    }
    const PortCondition condition = scanner.port->condition();
    if (scanner.told == condition) return;
    scanner.told = condition;
    events_.emplace_back(ScannerConditionEvent{name, condition, scanner.port->identity()});
}

std::optional<ScannerEvent> Scanners::next() {
    if (events_.empty()) return std::nullopt;
    std::optional<ScannerEvent> event(std::move(events_.front()));
    events_.pop_front();
    return event;
}

void Scanners::add_poll_fds(std::vector<pollfd>& fds) const {
    for (const auto& [name, scanner] : scanners_) scanner.port->add_poll_fds(fds);
}

void Scanners::close() {
    for (auto& [name, scanner] : scanners_) {
        scanner.port->close();
        collect(name, scanner);
    }
}

}  // namespace lini
