#include "drivers/usb/printer_list.h"

#include <utility>

#include "drivers/usb/context.h"

namespace lini {
namespace {

constexpr std::int64_t kLookPeriodUs = 1'000'000;

}  // namespace

PrinterList::PrinterList() = default;
PrinterList::~PrinterList() = default;

std::vector<PrinterListChange> PrinterList::poll(std::int64_t now_us) {
    std::vector<PrinterListChange> changes;
    if (context_) context_->handle_events();
    if (now_us < look_at_us_) return changes;
    look_at_us_ = now_us + kLookPeriodUs;
    if (!context_ || !udev_is_running()) {
        auto opened = UsbContext::open();
        if (!opened) return changes;
        context_ = *std::move(opened);
    }
    std::map<std::string, UsbIdentity> now;
    for (UsbDevice& device : context_->printers()) {
        now.emplace(device.identity.port_path, std::move(device.identity));
    }
    const auto same = [](const UsbIdentity& a, const UsbIdentity& b) {
        return stable_name(a) == stable_name(b);
    };
    for (const auto& [path, identity] : present_) {
        const auto found = now.find(path);
        if (found == now.end() || !same(found->second, identity))
            changes.push_back({false, identity});
    }
    for (const auto& [path, identity] : now) {
        const auto found = present_.find(path);
        if (found == present_.end() || !same(found->second, identity)) {
            changes.push_back({true, identity});
        }
    }
    present_ = std::move(now);
    return changes;
}

void PrinterList::add_poll_fds(std::vector<pollfd>& fds) const {
    if (context_) context_->add_poll_fds(fds);
}

}  // namespace lini
