// A scanner that is a keyboard, held alone through evdev: with EVIOCGRAB no key of it reaches a
// window, a text field or the system. The kernel lets go by itself when the program dies.
// One thread: the devices thread; an EventReader of its own takes the events off the kernel.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "drivers/scanner/key_decoder.h"
#include "drivers/transport/event_reader.h"
#include "drivers/transport/scanner_port.h"

namespace lini {

struct KeyboardDevice {
    std::string path;  // "/dev/input/event5"
    UsbIdentity identity;
};

/// Every keyboard on USB that can type a code: letters, digits and Enter. Those that this user may
/// not open are left out.
std::vector<KeyboardDevice> list_keyboards();

/// The keyboards that may be held to find out which is the scanner: all but one, so that a terminal
/// is never without a keyboard; none where there is only one. `turn` says whose turn it is to be
/// left to people, so that each is held in time.
std::vector<KeyboardDevice> keyboards_to_hold(const std::vector<KeyboardDevice>& all,
                                              std::size_t turn);

class EvdevPort final : public ScannerPort {
public:
    /// `clock` outlives the port.
    EvdevPort(std::string name, Wanted wanted, KeySuffix suffix, const Clock& clock)
        : wanted_(std::move(wanted)), decoder_(std::move(name), clock, suffix) {}
    ~EvdevPort() override { EvdevPort::close(); }

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    const UsbIdentity& identity() const override { return identity_; }
    std::optional<ScanOutput> next() override { return decoder_.next(); }
    void add_poll_fds(std::vector<pollfd>& fds) const override;
    void close() override;

private:
    void look_for_device();
    void take_events();
    void lose();

    const Wanted wanted_;
    KeyDecoder decoder_;
    UsbIdentity identity_;
    PortCondition condition_ = PortCondition::unplugged;
    bool dropped_ = false;  // Until the next SYN_REPORT events are of no use.
    int fd_ = -1;
    std::unique_ptr<EventReader> reader_;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
};

}  // namespace lini
