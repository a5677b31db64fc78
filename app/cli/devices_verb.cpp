#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "app/cli/devices_json.h"
#include "app/cli/door.h"
#include "app/cli/verbs.h"
#include "app/domain/barcode.h"
#include "app/import/device_bindings.h"
#include "app/import/replace_file.h"
#include "drivers/scanner_candidates.h"
#include "drivers/usb/context.h"

namespace lini {
namespace {

struct Options {
    bool json = false;
};

DeviceView plugged_in(const UsbIdentity& usb, const std::string& detail) {
    DeviceView view;
    view.name = shown_code(usb.product.empty() ? stable_name(usb) : usb.product);
    view.detail = detail;
    view.state = DeviceState::waiting;  // It is there; whether it works nobody has tried.
    view.identity = {fmt::format("{:04x}:{:04x}", usb.vendor_id, usb.product_id),
                     shown_code(usb.manufacturer), shown_code(usb.product),
                     shown_code(usb.serial), usb.port_path};
    return view;
}

/// Without a terminal nothing is opened: what is plugged in, and what was enrolled and is missing.
nlohmann::json look_about(const std::filesystem::path& data) {
    DeviceViews found;
    // Read only: a file that cannot be read is put aside by the terminal, and not from here.
    const std::string text = read_whole(data / kDevicesFile).value_or(std::string());
    std::vector<DeviceBinding> missing =
        parse_device_bindings(kDevicesFile, text).value_or(DeviceBindings{}).scanners;
    for (const ScannerCandidate& one : list_scanner_candidates(true)) {
        DeviceView view = plugged_in(one.identity, std::string(to_string(one.kind)));
        const auto bound = std::find_if(missing.begin(), missing.end(), [&](const auto& entry) {
            return entry.usb == stable_name(one.identity);
        });
        if (bound != missing.end()) {
            view.name = bound->name;
            view.fault = bound->fault;
            missing.erase(bound);
        }
        found.scanners.push_back(std::move(view));
    }
    for (const DeviceBinding& one : missing) {
        DeviceView view;
        view.name = one.name;
        view.detail = one.usb;
        view.fault = one.fault;
        view.trouble_key = "device.unplugged";
        found.scanners.push_back(std::move(view));
    }
    if (const auto context = UsbContext::open()) {
        for (const UsbDevice& one : (*context)->printers()) {
            found.printers.push_back(plugged_in(one.identity, "USB"));
        }
    }
    return devices_json(found);
}

void print_lines(const nlohmann::json& devices) {
    for (const char* kind : {"scanners", "printers"}) {
        for (const auto& one : devices[kind]) {
            const auto text = [&](const char* key) { return one.value(key, std::string()); };
            std::cout << fmt::format("{:8}  {}  {}  {} {}  {} {}  {}\n", kind, text("name"),
                                     text("detail"), text("state"), text("trouble"),
                                     text("usb_id"), text("serial"), text("last_scan"));
        }
    }
}

void show_devices(Verbs& verbs, const Options& options) {
    nlohmann::json devices;
    const auto reply = ask_terminal(verbs.data, {{"verb", "devices"}});
    if (reply && reply->is_object() && reply->value("ok", false)) {
        devices = (*reply)["devices"];
    } else if (reply) {
        return verbs.fail_with(*reply);
    } else if (reply.error().code == "no_terminal") {
        devices = look_about(verbs.data);
    } else {
        return verbs.fail_with(reply.error());
    }
    constexpr int kIndent = 2;
    if (options.json) std::cout << devices.dump(kIndent) << "\n";
    else print_lines(devices);
}

}  // namespace

void add_devices_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("devices", "Scanners and printers, and how they are",
                           [&verbs, &options] { show_devices(verbs, options); });
    verb->add_flag("--json", options.json, "As JSON with stable keys (app/cli/README.md)");
}

}  // namespace lini
