#include "drivers/scanners.h"

#include <algorithm>
#include <utility>

#include "drivers/scanner/camera.h"
#include "drivers/transport/usb_hid.h"

namespace lini {
namespace {

constexpr std::int64_t kLookPeriodUs = 2'000'000;
constexpr std::int64_t kChoiceHoldsUs = 3'000'000;  // Ports look for their device every second.

}  // namespace

Scanners::Scanners(const Clock& clock, bool usb, bool played, CameraLinks cameras)
    : clock_(clock),
      usb_(usb),
      cameras_(std::move(cameras)),
      trial_([this](ScannerKind kind, const std::string& name, ScannerPort::Wanted wanted) {
          return make_port(kind, name, std::move(wanted), KeySuffix::either);
      }) {
    if (played) played_.emplace();
}

std::unique_ptr<ScannerPort> Scanners::make_port(ScannerKind kind, const std::string& name,
                                                 ScannerPort::Wanted wanted, KeySuffix suffix) {
    if (played_) {
        return std::make_unique<PlayedScannerPort>(*played_, kind, name, std::move(wanted),
                                                   clock_);
    }
    return make_scanner_port(kind, name, std::move(wanted), suffix, clock_);
}

std::vector<ScannerCandidate> Scanners::plugged_in() const {
    return played_ ? played_->plugged() : list_scanner_candidates(usb_);
}

void Scanners::begin_trial() {
    trial_.begin();
    look_at_us_ = 0;
}

void Scanners::give_back_orphans() const {
    if (usb_) give_back_hid_devices([](const UsbIdentity&) { return false; });
}

void Scanners::configure(ScannerConfig config) {
    remove(config.name);
    const auto wanted = [this, name = config.name](const UsbIdentity& identity) {
        return is_the_one(name, identity);
    };
    if (config.kind == ScannerKind::hid_pos && !usb_ && !played_) return;
    Scanner scanner;
    scanner.kind = config.kind;
    scanner.match = config.match;
    if (config.kind == ScannerKind::camera) {
        scanner.port = camera(config);
    } else {
        scanner.port = make_port(config.kind, config.name, wanted, config.suffix);
    }
    scanners_[config.name] = std::move(scanner);
}

std::unique_ptr<ScannerPort> Scanners::camera(const ScannerConfig& config) const {
    auto video = cameras_.video ? cameras_.video() : std::make_unique<SystemVideoCalls>();
    return std::make_unique<Camera>(config.name, config.camera, clock_, std::move(video),
                                    cameras_.preview);
}

void Scanners::remove(const std::string& name) {
    const auto found = scanners_.find(name);
    if (found == scanners_.end()) return;
    found->second.port->close();
    collect(name, found->second);
    if (!found->second.port->has_ended()) leaving_.push_back(std::move(found->second.port));
    scanners_.erase(found);
}

void Scanners::poll(std::int64_t now_us) {
    now_us_ = now_us;
    for (auto& [name, scanner] : scanners_) {
        scanner.port->poll(now_us);
        collect(name, scanner);
        tell_choice(name, scanner);
    }
    std::erase_if(leaving_, [](const auto& port) { return port->has_ended(); });
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
        const UsbMatch& match = one.second.match;
        const bool any = match.vendor_id == 0 && match.serial.empty() && match.port_path.empty();
        if (any && one.second.kind != candidate.kind) return false;
        return matches(match, candidate.identity);
    });
}

std::vector<UsbClaim> Scanners::claims_beside(const std::string& name) const {
    std::vector<UsbClaim> claims;
    for (const auto& [other, scanner] : scanners_) {
        if (other == name || scanner.kind == ScannerKind::camera) continue;
        claims.push_back({scanner.match, scanner.port->identity().port_path});
    }
    return claims;
}

/// Two of one model are told apart by nothing but their ports: a person says which it is.
bool Scanners::is_the_one(const std::string& name, const UsbIdentity& device) {
    Scanner& scanner = scanners_.at(name);
    if (!matches(scanner.match, device)) return false;
    const auto claims = claims_beside(name);
    if (claimed(claims, scanner.match, device)) return false;
    if (!scanner.match.port_path.empty()) return true;
    std::vector<ScannerCandidate> found = plugged_in();
    std::erase_if(found, [&](const ScannerCandidate& one) {
        return one.kind != scanner.kind || !matches(scanner.match, one.identity) ||
               claimed(claims, scanner.match, one.identity);
    });
    if (found.size() < 2) return true;
    scanner.choice = std::move(found);
    scanner.chosen_at_us = now_us_;
    return false;
}

void Scanners::tell_choice(const std::string& name, Scanner& scanner) {
    const bool open = scanner.port->condition() == PortCondition::ready;
    if (open || now_us_ - scanner.chosen_at_us > kChoiceHoldsUs) scanner.choice.clear();
    if (scanner.choice == scanner.told_choice) return;
    scanner.told_choice = scanner.choice;
    events_.emplace_back(ScannerChoice{name, scanner.choice});
}

void Scanners::look_about(std::int64_t now_us) {
    if (!trial_.running() && !one_is_missing()) {
        // Nobody looks any more, and what was seen may be gone by the time that somebody asks.
        look_at_us_ = 0;
        if (!std::exchange(candidates_, {}).empty()) events_.emplace_back(CandidatesEvent{});
        return;
    }
    if (now_us < look_at_us_) return;
    look_at_us_ = now_us + kLookPeriodUs;
    std::vector<ScannerCandidate> found = plugged_in();
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
    scanners_.clear();
    leaving_.clear();
}

}  // namespace lini
