#include "drivers/transport/usb_hid.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"
#include "app/base/log.h"

namespace lini {
namespace {

constexpr std::uint8_t kStandardIn = static_cast<int>(LIBUSB_ENDPOINT_IN) |
                                     static_cast<int>(LIBUSB_REQUEST_TYPE_STANDARD) |
                                     static_cast<int>(LIBUSB_RECIPIENT_INTERFACE);
constexpr std::uint16_t kReportDescriptor = 0x22 << 8;
constexpr std::uint16_t kDescriptorBytesMax = 4096;
constexpr unsigned kControlTimeoutMs = 1000;
constexpr std::size_t kListeners = 4;  // At 1,000 reports a second, 4 ms until one is missed.
constexpr std::int64_t kLookPeriodUs = 1'000'000;
constexpr int kAbandonTurns = 100;
constexpr int kAbandonTurnMs = 5;

PortCondition condition_of(int libusb_error) {
    if (libusb_error == LIBUSB_ERROR_ACCESS) return PortCondition::no_access;
    if (libusb_error == LIBUSB_ERROR_BUSY) return PortCondition::busy;
    return PortCondition::unplugged;
}

}  // namespace

/// One transfer with the memory it works on. It outlives the port if the kernel still has it.
struct UsbHidPort::Transfer {
    explicit Transfer(std::size_t bytes_max)
        : bytes(bytes_max, '\0'), usb(libusb_alloc_transfer(0)) {
        CHECK(usb != nullptr);
    }
    ~Transfer() { libusb_free_transfer(usb); }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    unsigned char* data() { return reinterpret_cast<unsigned char*>(bytes.data()); }
    bool is_control() const { return usb->type == LIBUSB_TRANSFER_TYPE_CONTROL; }

    std::string bytes;
    libusb_transfer* usb;
    UsbHidPort* port = nullptr;  // Null once the port gave up on it.
};

void give_back_hid_devices(const ScannerPort::Wanted& kept) {
    const auto context = UsbContext::open();
    if (!context) return;
    for (const UsbDevice& device : (*context)->hid_devices()) {
        libusb_device_handle* handle = nullptr;
        if (kept(device.identity)) continue;
        if (libusb_open(device.handle.get(), &handle) != LIBUSB_SUCCESS) continue;
        for (const HidInterface& interface : find_hid_interfaces(device.handle.get())) {
            if (libusb_kernel_driver_active(handle, interface.number) != 0) continue;
            // Busy where another program holds it: then it is not ours to give back.
            libusb_attach_kernel_driver(handle, interface.number);
        }
        libusb_close(handle);
    }
}

void UsbHidPort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (context_) context_->handle_events();
    if (lost_) {
        close_device(*lost_);
        decoder_.unplugged();
    }
    if (handle_ == nullptr) look_for_device();
}

void UsbHidPort::look_for_device() {
    if (now_us_ < look_at_us_) return;
    look_at_us_ = now_us_ + kLookPeriodUs;
    if (!context_ || !udev_is_running()) {
        auto opened = UsbContext::open();
        if (!opened) return;
        context_ = *std::move(opened);
    }
    bool other_seen = false;
    PortCondition found = PortCondition::unplugged;
    for (const UsbDevice& device : context_->hid_devices()) {
        if (!wanted_(device.identity)) continue;
        for (const HidInterface& interface : find_hid_interfaces(device.handle.get())) {
            const std::string place =
                device.identity.port_path + ":" + std::to_string(interface.number);
            if (place == known_other_) {
                other_seen = true;
                found = PortCondition::fault;
                continue;
            }
            if (open(device, interface)) return;
            found = condition_;
        }
    }
    if (!other_seen) known_other_.clear();
    condition_ = found;
}

bool UsbHidPort::open(const UsbDevice& device, const HidInterface& interface) {
    libusb_device_handle* handle = nullptr;
    int status = libusb_open(device.handle.get(), &handle);
    if (status == LIBUSB_SUCCESS) {
        libusb_set_auto_detach_kernel_driver(handle, 1);
        status = libusb_claim_interface(handle, interface.number);
        if (status != LIBUSB_SUCCESS) libusb_close(handle);
    }
    if (status != LIBUSB_SUCCESS) {
        condition_ = condition_of(status);
        return false;
    }
    handle_ = handle;
    interface_ = interface;
    identity_ = device.identity;
    condition_ = PortCondition::unknown;
    return ask_descriptor();
}

bool UsbHidPort::ask_descriptor() {
    auto transfer = std::make_unique<Transfer>(LIBUSB_CONTROL_SETUP_SIZE + kDescriptorBytesMax);
    libusb_fill_control_setup(transfer->data(), kStandardIn, LIBUSB_REQUEST_GET_DESCRIPTOR,
                              kReportDescriptor, static_cast<std::uint16_t>(interface_.number),
                              kDescriptorBytesMax);
    libusb_fill_control_transfer(transfer->usb, handle_, transfer->data(), on_done, transfer.get(),
                                 kControlTimeoutMs);
    return start(std::move(transfer));
}

/// A report longer than a packet comes in several; a transfer ends with the last of them.
void UsbHidPort::listen(std::size_t report_bytes) {
    const auto packet = static_cast<std::size_t>(std::max(interface_.packet_bytes_max, 1));
    const std::size_t room = (report_bytes + packet - 1) / packet * packet;
    for (std::size_t i = 0; i < kListeners; ++i) {
        auto transfer = std::make_unique<Transfer>(room);
        libusb_fill_interrupt_transfer(transfer->usb, handle_, interface_.in_endpoint,
                                       transfer->data(), static_cast<int>(room), on_done,
                                       transfer.get(), 0);
        if (!start(std::move(transfer))) return;
    }
}

bool UsbHidPort::start(std::unique_ptr<Transfer> transfer) {
    transfer->port = this;
    if (libusb_submit_transfer(transfer->usb) != LIBUSB_SUCCESS) {
        lost_ = PortCondition::unplugged;
        return false;
    }
    running_.push_back(transfer.release());
    return true;
}

void UsbHidPort::on_done(libusb_transfer* usb) {
    std::unique_ptr<Transfer> transfer(static_cast<Transfer*>(usb->user_data));
    UsbHidPort* port = transfer->port;
    if (port == nullptr) return;
    port->running_.erase(std::find(port->running_.begin(), port->running_.end(), transfer.get()));
    port->finished(*transfer);
    const bool again = !transfer->is_control() && !port->lost_;
    if (again) port->start(std::move(transfer));
}

void UsbHidPort::finished(Transfer& transfer) {
    const auto actual = static_cast<std::size_t>(transfer.usb->actual_length);
    const bool whole = transfer.usb->status == LIBUSB_TRANSFER_COMPLETED;
    if (!transfer.is_control()) {
        if (!whole) {
            lost_ = PortCondition::unplugged;
        } else {
            decoder_.feed(std::string_view(transfer.bytes).substr(0, actual));
        }
        return;
    }
    if (!whole) {
        const bool refused = transfer.usb->status == LIBUSB_TRANSFER_STALL;
        lost_ = refused ? PortCondition::fault : PortCondition::unplugged;
        return;
    }
    const auto layout = parse_hid_pos_descriptor(
        std::string_view(transfer.bytes).substr(LIBUSB_CONTROL_SETUP_SIZE, actual));
    if (!layout) {
        log::info("hid {}: {}", stable_name(identity_), layout.error().code);
        known_other_ = identity_.port_path + ":" + std::to_string(interface_.number);
        lost_ = PortCondition::fault;
        return;
    }
    decoder_.use(*layout);
    condition_ = PortCondition::ready;
    listen(layout->longest_report_bytes);
}

void UsbHidPort::add_poll_fds(std::vector<pollfd>& fds) const {
    if (context_) context_->add_poll_fds(fds);
}

void UsbHidPort::close() {
    if (handle_ != nullptr) close_device(PortCondition::unplugged);
    context_.reset();
    condition_ = PortCondition::unplugged;
}

/// Cancelled transfers come back within a moment; the kernel needs it to let go of their memory.
void UsbHidPort::close_device(PortCondition why) {
    lost_ = why;  // Listeners that come back are not started again.
    for (Transfer* transfer : running_) libusb_cancel_transfer(transfer->usb);
    for (int turn = 0; turn < kAbandonTurns && !running_.empty(); ++turn) {
        timeval moment{0, kAbandonTurnMs * 1000};
        libusb_handle_events_timeout_completed(context_->get(), &moment, nullptr);
    }
    if (!running_.empty()) log::warn("hid: {} transfers did not come back", running_.size());
    for (Transfer* transfer : std::exchange(running_, {})) transfer->port = nullptr;
    libusb_release_interface(handle_, interface_.number);  // Gives it back to usbhid.
    libusb_close(std::exchange(handle_, nullptr));
    lost_.reset();
    condition_ = why;
    identity_ = {};
    look_at_us_ = now_us_ + kLookPeriodUs / 4;
}

}  // namespace lini
