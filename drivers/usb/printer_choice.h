// Which of several USB printers a configured one is: where nothing but the port tells them apart,
// none is opened and a person is asked. One thread: the devices thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/usb/identity.h"

namespace lini {

class UsbChoice {
public:
    /// Whether `device` may be opened for `match`. `others` are the other printers of the
    /// configuration. Lists the bus where `match` names no port.
    bool is_the_one(const UsbMatch& match, const std::vector<UsbClaim>& others,
                    const UsbIdentity& device, std::int64_t now_us);

    /// The same among `present`: pure.
    bool is_the_one(const UsbMatch& match, const std::vector<UsbClaim>& others,
                    const UsbIdentity& device, const std::vector<UsbIdentity>& present,
                    std::int64_t now_us);

    /// The devices to choose from, when they are others than were told last; empty: no choice any
    /// more. `open`: the printer has its device.
    std::optional<std::vector<UsbIdentity>> news(bool open, std::int64_t now_us);

private:
    std::vector<UsbIdentity> devices_;
    std::vector<UsbIdentity> told_;
    std::int64_t found_at_us_ = 0;
};

}  // namespace lini
