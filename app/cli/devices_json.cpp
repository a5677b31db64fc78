#include "app/cli/devices_json.h"

#include <string>
#include <vector>

namespace lini {
namespace {

using nlohmann::json;

const char* state_name(DeviceState state) {
    switch (state) {
        case DeviceState::ready: return "ready";
        case DeviceState::waiting: return "waiting";
        case DeviceState::trouble: return "trouble";
        case DeviceState::absent: return "absent";
    }
    return "?";
}

/// What stands behind the dot of a locale key: "device.unplugged" is "unplugged".
std::string code_of(const std::string& key) {
    const std::size_t dot = key.rfind('.');
    return dot == std::string::npos ? key : key.substr(dot + 1);
}

json list(const std::vector<DeviceView>& devices) {
    json all = json::array();
    for (const DeviceView& one : devices) {
        all.push_back({{"name", one.name},
                       {"detail", one.detail},
                       {"state", state_name(one.state)},
                       {"trouble", code_of(one.trouble_key)},
                       {"fault", one.fault},
                       {"usb_id", one.identity.usb_id},
                       {"vendor", one.identity.vendor},
                       {"product", one.identity.product},
                       {"serial", one.identity.serial},
                       {"port", one.identity.port},
                       {"last_event", code_of(one.event_key)},
                       {"last_event_at_utc_us", one.event_at_utc_us},
                       {"last_scan", one.last_scan}});
    }
    return all;
}

}  // namespace

json devices_json(const DeviceViews& devices) {
    return {{"scanners", list(devices.scanners)}, {"printers", list(devices.printers)}};
}

}  // namespace lini
