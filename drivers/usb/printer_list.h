// Which USB printers are plugged in: libusb's hotplug where udevd runs, else listed anew.
// One thread: the devices thread.
#pragma once

#include <poll.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/usb/identity.h"

namespace lini {

class UsbContext;

struct PrinterListChange {
    bool appeared = false;  // Else it is gone.
    UsbIdentity identity;
};

class PrinterList {
public:
    PrinterList();
    ~PrinterList();

    /// What changed since the last call; looks about once a second, or at once after plugging.
    std::vector<PrinterListChange> poll(std::int64_t now_us);

    void add_poll_fds(std::vector<pollfd>& fds) const;

private:
    std::unique_ptr<UsbContext> context_;
    std::map<std::string, UsbIdentity> present_;  // By port path.
    std::int64_t look_at_us_ = 0;
};

}  // namespace lini
