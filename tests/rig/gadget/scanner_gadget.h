// A bar code scanner on f_hid (keyboard or HID POS) or f_acm, that reads tests/rig/rig_codes.h.
// Every write has a time limit. One thread calls; scan() runs on a thread of its own.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "tests/rig/gadget/usb_gadget.h"

namespace lini::rig {

enum class ScannerKind { keyboard, pos, serial };

class ScannerGadget {
public:
    ScannerGadget(UsbGadget gadget, ScannerKind kind);

    void plug() { gadget_.plug(gadget_.identity().index); }

    /// Reads codes first .. first + count - 1, as fast as the host takes them. With `halves`, only
    /// half of the last one, then leaves the bus.
    void scan(int first, int count, bool halves);

    bool busy() const { return busy_; }
    int codes_read() const { return codes_read_; }

private:
    bool open_device();
    void leave_bus();
    bool send_code(const std::string& code, bool half);
    bool write_report(const std::string& bytes);

    const UsbGadget gadget_;
    const ScannerKind kind_;
    std::string device_;
    int fd_ = -1;
    std::atomic<bool> busy_ = false;
    std::atomic<int> codes_read_ = 0;
    std::thread thread_;
};

}  // namespace lini::rig
