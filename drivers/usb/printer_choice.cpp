#include "drivers/usb/printer_choice.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "drivers/usb/context.h"

namespace lini {
namespace {

constexpr std::int64_t kHoldsUs = 3'000'000;  // Ports look for their device every second.

}  // namespace

bool UsbChoice::is_the_one(const UsbMatch& match, const std::vector<UsbClaim>& others,
                           const UsbIdentity& device, std::int64_t now_us) {
    if (!matches(match, device) || claimed(others, match, device)) return false;
    if (!match.port_path.empty()) return true;
    std::vector<UsbIdentity> present;
    if (const auto context = UsbContext::open()) {
        for (UsbDevice& one : (*context)->printers()) present.push_back(std::move(one.identity));
    }
    return is_the_one(match, others, device, present, now_us);
}

bool UsbChoice::is_the_one(const UsbMatch& match, const std::vector<UsbClaim>& others,
                           const UsbIdentity& device, const std::vector<UsbIdentity>& present,
                           std::int64_t now_us) {
    const auto possible = [&](const UsbIdentity& one) {
        return matches(match, one) && !claimed(others, match, one);
    };
    if (!possible(device)) return false;
    if (!match.port_path.empty()) return true;
    std::vector<UsbIdentity> found;
    std::copy_if(present.begin(), present.end(), std::back_inserter(found), possible);
    if (found.size() < 2) return true;
    devices_ = std::move(found);
    found_at_us_ = now_us;
    return false;
}

std::optional<std::vector<UsbIdentity>> UsbChoice::news(bool open, std::int64_t now_us) {
    if (open || now_us - found_at_us_ > kHoldsUs) devices_.clear();
    const auto same = [](const UsbIdentity& a, const UsbIdentity& b) {
        return name_by_port(a) == name_by_port(b);
    };
    if (std::equal(devices_.begin(), devices_.end(), told_.begin(), told_.end(), same)) {
        return std::nullopt;
    }
    told_ = devices_;
    return devices_;
}

}  // namespace lini
