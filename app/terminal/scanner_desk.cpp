#include "app/terminal/scanner_desk.h"

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/terminal/device_setup.h"

namespace lini {

void ScannerDesk::start() {
    // The queue of requests is empty at the start and longer than any configuration.
    for (const SiteBoundScanner& scanner : config_.scanners) {
        CHECK(devices_.request(scanner_config(scanner)));
    }
}

bool ScannerDesk::take_scans() {
    bool any = false;
    while (auto event = devices_.next_scan()) {
        any = true;
        if (const auto* payload = std::get_if<ScanPayload>(&*event)) {
            scan_desk_.take(*payload);
        } else if (const auto* refused = std::get_if<RefusedScan>(&*event)) {
            scan_desk_.take(*refused);
        } else {
            const auto& told = std::get<ScannerConditionEvent>(*event);
            conditions_[told.scanner] = told.condition;
            log::info("scanner {}: {}", log::printable(told.scanner), to_string(told.condition));
        }
    }
    return any;
}

std::vector<DeviceView> ScannerDesk::scanners() const {
    std::vector<DeviceView> views;
    for (const SiteBoundScanner& scanner : config_.scanners) {
        DeviceView view;
        view.name = scanner.name;
        view.detail = scanner_detail(scanner);
        const auto told = conditions_.find(scanner.name);
        const auto condition =
            told == conditions_.end() ? PortCondition::unplugged : told->second;
        view.state = device_state(condition);
        if (view.state != DeviceState::ready) view.trouble_key = trouble_key(condition);
        views.push_back(std::move(view));
    }
    DeviceView wedge;
    wedge.name = "Scanner USB";
    wedge.detail = "Keyboard wedge";
    wedge.state = DeviceState::ready;
    views.push_back(std::move(wedge));
    return views;
}

}  // namespace lini
