#include "drivers/scanners.h"

#include <algorithm>
#include <utility>

#include "drivers/scanner/camera.h"
#include "drivers/transport/usb_hid.h"

namespace lini {
namespace {

constexpr std::int64_t kLookPeriodUs = 2'000'000;

}  // namespace

void Scanners::give_back_orphans() const {
    if (usb_) give_back_hid_devices([](const UsbIdentity&) { return false; });
}

void Scanners::configure(ScannerConfig config) {
    remove(config.name);
    const ScannerPort::Wanted wanted = [match = config.match](const UsbIdentity& identity) {
        return matches(match, identity);
    };
    if (config.kind == ScannerKind::hid_pos && !usb_) return;
    Scanner scanner;
    scanner.kind = config.kind;
    scanner.wanted = wanted;
    if (config.kind == ScannerKind::camera) {
        scanner.port = std::make_unique<Camera>(config.name, config.camera, clock_);
    } else {
        scanner.port = make_scanner_port(config.kind, config.name, wanted, config.suffix, clock_);
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
    look_about(now_us);
    trial_.poll(now_us);
    while (std::optional<TrialEvent> event = trial_.next()) {
        std::visit([this](auto& one) { events_.emplace_back(std::move(one)); }, *event);
    }
}

bool Scanners::one_is_missing() const {
    return std::any_of(scanners_.begin(), scanners_.end(), [](const auto& one) {
        return one.second.kind != ScannerKind::camera &&
               one.second.port->condition() == PortCondition::unplugged;
    });
}

/// A device that is held by its port is known by its place: another of its model may be free.
bool Scanners::configured(const ScannerCandidate& candidate) const {
    return std::any_of(scanners_.begin(), scanners_.end(), [&](const auto& one) {
        // A camera is no candidate, and one that is known by its node would match all of them.
        if (one.second.kind == ScannerKind::camera) return false;
        const UsbIdentity& held = one.second.port->identity();
        if (!held.port_path.empty()) return held.port_path == candidate.identity.port_path;
        return one.second.wanted(candidate.identity);
    });
}

void Scanners::look_about(std::int64_t now_us) {
    if (!trial_.running() && !one_is_missing()) return;
    if (now_us < look_at_us_) return;
    look_at_us_ = now_us + kLookPeriodUs;
    std::vector<ScannerCandidate> found = list_scanner_candidates(usb_);
    std::erase_if(found, [this](const ScannerCandidate& one) { return configured(one); });
    trial_.offer(found);
    if (candidates_ == found) return;
    candidates_ = found;
    events_.emplace_back(CandidatesEvent{std::move(found)});
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
    trial_.add_poll_fds(fds);
}

void Scanners::close() {
    trial_.end();
    for (auto& [name, scanner] : scanners_) {
        scanner.port->close();
        collect(name, scanner);
    }
}

}  // namespace lini
