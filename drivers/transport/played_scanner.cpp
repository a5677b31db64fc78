#include "drivers/transport/played_scanner.h"

#include <utility>

namespace lini {

void PlayedScanners::plug(ScannerCandidate device) {
    const std::string port = device.identity.port_path;
    plugged_[port] = Plugged{std::move(device), {}, false};
}

void PlayedScanners::unplug(const std::string& port) { plugged_.erase(port); }

void PlayedScanners::send(const std::string& port, std::string_view bytes) {
    const auto found = plugged_.find(port);
    if (found != plugged_.end() && found->second.held) found->second.unread += bytes;
}

std::vector<ScannerCandidate> PlayedScanners::plugged() const {
    std::vector<ScannerCandidate> devices;
    for (const auto& [port, one] : plugged_) devices.push_back(one.device);
    return devices;
}

PlayedScannerPort::PlayedScannerPort(PlayedScanners& bus, ScannerKind kind, std::string name,
                                     Wanted wanted, const Clock& clock)
    : bus_(bus), kind_(kind), wanted_(std::move(wanted)), decoder_(std::move(name), clock) {}

void PlayedScannerPort::poll(std::int64_t) {
    if (condition_ == PortCondition::ready) {
        const auto found = bus_.plugged_.find(identity_.port_path);
        if (found == bus_.plugged_.end()) {
            decoder_.unplugged();
            condition_ = PortCondition::unplugged;
            identity_ = {};
            return;
        }
        decoder_.feed(std::exchange(found->second.unread, {}));
        return;
    }
    for (auto& [port, one] : bus_.plugged_) {
        if (one.held || one.device.kind != kind_ || !wanted_(one.device.identity)) continue;
        one.held = true;
        identity_ = one.device.identity;
        condition_ = PortCondition::ready;
        return;
    }
}

void PlayedScannerPort::close() {
    const auto found = bus_.plugged_.find(identity_.port_path);
    if (condition_ == PortCondition::ready && found != bus_.plugged_.end()) {
        found->second.held = false;
    }
    condition_ = PortCondition::unplugged;
    identity_ = {};
}

}  // namespace lini
