// A printer on the USB printer class, through asynchronous libusb: bulk OUT and IN, port status,
// device id. It finds its device by itself, again after every unplugging.
// Source: "Universal Serial Bus Device Class Definition for Printing Devices", version 1.1.
// One thread: the devices thread. Finding and claiming the device and clearing a halt are system
// calls of the kernel's own length; nothing waits for the printer to take or send data.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/transport/transport.h"
#include "drivers/usb/context.h"
#include "drivers/usb/quirks.h"

namespace lini {

class UsbBulkPort final : public PrinterPort {
public:
    /// True for the device that this port is for.
    using Wanted = std::function<bool(const UsbIdentity&)>;

    explicit UsbBulkPort(Wanted wanted) : wanted_(std::move(wanted)) {}
    ~UsbBulkPort() override { UsbBulkPort::close(); }

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    [[nodiscard]] bool submit(std::string bytes, int timeout_ms) override;
    std::optional<Completion> take_completion() override;
    void add_poll_fds(std::vector<pollfd>& fds) const override;
    void close() override;

    /// The open device; its IEEE 1284 id is filled in once the printer answered.
    const UsbIdentity& identity() const { return identity_; }
    bool is_open() const { return handle_ != nullptr; }
    /// It is open, and has told its IEEE 1284 id or will not.
    bool is_identified() const { return handle_ != nullptr && id_settled_; }

    /// Listens for bytes from the printer, once. False without a way in.
    [[nodiscard]] bool read_reply(int timeout_ms) override;
    bool can_answer() const override;

    /// What the printer sent, once the listening ended; empty when it stayed silent.
    std::optional<std::string> take_reply() override;

private:
    struct Transfer;
    enum class Kind { out, in, status, device_id };

    void look_for_device();
    bool open_device(const UsbDevice& device);
    void ask_status();
    void ask_device_id();
    bool start(Kind kind, std::unique_ptr<Transfer> transfer);
    void finished(Kind kind, const Transfer& transfer);
    void take_status(std::uint8_t bits);
    void close_device(PortCondition why);
    static void on_done(libusb_transfer* transfer);

    const Wanted wanted_;
    std::unique_ptr<UsbContext> context_;
    libusb_device_handle* handle_ = nullptr;
    PrinterInterface interface_;
    UsbQuirks quirks_;
    UsbIdentity identity_;
    PortCondition condition_ = PortCondition::unplugged;
    bool lost_ = false;              // To be closed outside the callback.
    bool id_settled_ = false;
    bool halted_ = false;            // To be cleared outside the callback.
    bool reports_no_error_ = false;  // It has set the "no error" bit at least once.
    std::vector<Transfer*> running_;
    std::optional<Completion> completion_;
    std::optional<std::string> reply_;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
    std::int64_t status_at_us_ = 0;
};

}  // namespace lini
