// What the screens see of the scanners.
#include "app/terminal/device_setup.h"
#include "app/terminal/scanner_desk.h"

namespace lini {

std::vector<DeviceView> ScannerDesk::scanners() const {
    std::vector<DeviceView> views;
    const auto tell = [&](DeviceView& view, const Heard& heard) {
        view.last_scan = heard.shown;
        view.event_key = heard.event_key;
        view.event_at_utc_us = heard.at_utc_us;
    };
    const auto block = [&](DeviceView& view) {
        const std::string fault = book_.fault(view.id);
        if (fault.empty() || view.state != DeviceState::ready) return;
        view.state = DeviceState::trouble;
        view.trouble_key = "enrolment." + fault;
        view.fault = fault;
    };
    for (const BookedScanner& one : book_.scanners()) {
        const auto found = heard_.find(one.config.name);
        const Heard heard = found == heard_.end() ? Heard{} : found->second;
        DeviceView view;
        view.name = view.id = one.config.name;
        view.identity = identity_view(heard.identity);
        view.detail = scanner_detail(one.config.kind, one.where, heard.identity);
        view.state = device_state(heard.condition);
        view.enrolled = one.enrolled;
        view.kind = to_string(one.config.kind);
        if (view.state != DeviceState::ready) {
            view.trouble_key = scanner_trouble_key(heard.condition);
        }
        tell(view, heard);
        block(view);
        views.push_back(std::move(view));
    }
    DeviceView wedge;
    wedge.name = "Scanner USB";
    wedge.id = kWedgeDevice;
    wedge.kind = "wedge";
    wedge.detail = "Keyboard wedge";
    wedge.state = DeviceState::ready;
    if (const auto found = heard_.find(kWedgeDevice); found != heard_.end()) {
        tell(wedge, found->second);
    }
    block(wedge);
    views.push_back(std::move(wedge));
    return views;
}

std::optional<DeviceQuestion> ScannerDesk::question() const {
    for (const auto& [name, devices] : choices_) {
        if (devices.size() < 2) continue;
        DeviceQuestion which{false, true, name, {}};
        for (const ScannerCandidate& one : devices) {
            which.devices.push_back(device_words(one.identity));
        }
        return which;
    }
    if (!replacement_) return std::nullopt;
    const UsbIdentity& identity = replacement_->device.identity;
    return DeviceQuestion{false, false, replacement_->name, {device_words(identity)}};
}

}  // namespace lini
