// A scanner of the HID Point of Sale class, through asynchronous libusb. The kernel's usbhid is
// detached while the port holds it and gets it back when the port closes; after a kill, at the next
// start (give_back_hid_devices).
// Source: "Device Class Definition for HID" 1.11, section 7.1.1. One thread: the devices thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/scanner/hid_pos.h"
#include "drivers/transport/scanner_port.h"
#include "drivers/usb/context.h"

namespace lini {

/// Hands HID interfaces that no driver has back to the kernel, but for devices that are `kept`: a
/// killed program leaves its scanner so. Devices that this user may not open are left alone.
void give_back_hid_devices(const ScannerPort::Wanted& kept);

class UsbHidPort final : public ScannerPort {
public:
    /// `clock` outlives the port.
    UsbHidPort(std::string name, Wanted wanted, const Clock& clock)
        : wanted_(std::move(wanted)), decoder_(std::move(name), clock) {}
    ~UsbHidPort() override { UsbHidPort::close(); }

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    const UsbIdentity& identity() const override { return identity_; }
    std::optional<ScanOutput> next() override { return decoder_.next(); }
    void add_poll_fds(std::vector<pollfd>& fds) const override;
    void close() override;

private:
    struct Transfer;

    void look_for_device();
    bool open(const UsbDevice& device, const HidInterface& interface);
    bool ask_descriptor();
    void listen(std::size_t report_bytes);
    bool start(std::unique_ptr<Transfer> transfer);
    void finished(Transfer& transfer);
    void close_device(PortCondition why);
    static void on_done(libusb_transfer* transfer);

    const Wanted wanted_;
    HidPosDecoder decoder_;
    std::unique_ptr<UsbContext> context_;
    libusb_device_handle* handle_ = nullptr;
    HidInterface interface_;
    UsbIdentity identity_;
    PortCondition condition_ = PortCondition::unplugged;
    std::optional<PortCondition> lost_;  // To be closed outside the callback.
    std::string known_other_;            // Port and interface of a HID that is no scanner.
    std::vector<Transfer*> running_;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
};

}  // namespace lini
