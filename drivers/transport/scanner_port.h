// The wire from a scanner: finds its device by itself, again after every unplugging, and hands over
// what it reads. Never waits. One thread: the devices thread.
#pragma once

#include <poll.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "drivers/scanner/scan_builder.h"
#include "drivers/transport/transport.h"
#include "drivers/usb/identity.h"

namespace lini {

class ScannerPort {
public:
    /// True for the device that this port is for.
    using Wanted = std::function<bool(const UsbIdentity&)>;

    virtual ~ScannerPort() = default;

    /// Called on every turn of the loop. `now_us` is the monotonic clock.
    virtual void poll(std::int64_t now_us) = 0;

    /// ready, unplugged, no_access, busy (another program holds it), fault (it is no scanner).
    virtual PortCondition condition() const = 0;

    /// The open device; empty while there is none.
    virtual const UsbIdentity& identity() const = 0;

    /// What was read, in order. Drain it after each poll().
    virtual std::optional<ScanOutput> next() = 0;

    virtual void add_poll_fds(std::vector<pollfd>& fds) const = 0;

    /// Gives the device back to the system.
    virtual void close() = 0;

    /// False while a closed one still has a thread in work, for which its destructor would wait.
    virtual bool has_ended() const { return true; }
};

}  // namespace lini
