#include "drivers/transport/usb_bulk.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"
#include "app/base/log.h"

namespace lini {
namespace {

// Class requests, section 4.2.
constexpr std::uint8_t kClassIn = static_cast<int>(LIBUSB_ENDPOINT_IN) |
                                  static_cast<int>(LIBUSB_REQUEST_TYPE_CLASS) |
                                  static_cast<int>(LIBUSB_RECIPIENT_INTERFACE);
constexpr std::uint8_t kGetDeviceId = 0;
constexpr std::uint8_t kGetPortStatus = 1;
constexpr std::uint16_t kDeviceIdBytesMax = 1024;

// GET_PORT_STATUS, section 4.2.2.
constexpr std::uint8_t kNotError = 0x08;
constexpr std::uint8_t kPaperEmpty = 0x20;

constexpr unsigned kControlTimeoutMs = 1000;
constexpr std::int64_t kLookPeriodUs = 1'000'000;
constexpr std::int64_t kStatusPeriodUs = 1'000'000;
constexpr std::size_t kReplyBytesMax = 4096;
constexpr int kAbandonTurns = 100;
constexpr int kAbandonTurnMs = 5;

PortError error_of(libusb_transfer_status status) {
    switch (status) {
        case LIBUSB_TRANSFER_COMPLETED: return PortError::none;
        case LIBUSB_TRANSFER_TIMED_OUT: return PortError::timeout;
        case LIBUSB_TRANSFER_STALL: return PortError::stall;
        // An unplugged device shows as ERROR first; the next call says NO_DEVICE.
        case LIBUSB_TRANSFER_ERROR:
        case LIBUSB_TRANSFER_NO_DEVICE:
        case LIBUSB_TRANSFER_CANCELLED:
        case LIBUSB_TRANSFER_OVERFLOW: break;
    }
    return PortError::gone;
}

PortCondition condition_of(int libusb_error) {
    if (libusb_error == LIBUSB_ERROR_ACCESS) return PortCondition::no_access;
    if (libusb_error == LIBUSB_ERROR_BUSY) return PortCondition::busy;
    return PortCondition::unplugged;
}

}  // namespace

/// One transfer with the memory it works on. It outlives the port if the kernel still has it.
struct UsbBulkPort::Transfer {
    explicit Transfer(std::string data) : bytes(std::move(data)), usb(libusb_alloc_transfer(0)) {
        CHECK(usb != nullptr);
    }
    ~Transfer() { libusb_free_transfer(usb); }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    unsigned char* data() { return reinterpret_cast<unsigned char*>(bytes.data()); }

    std::string bytes;
    libusb_transfer* usb;
    UsbBulkPort* port = nullptr;  // Null once the port gave up on it.
    Kind kind = Kind::out;
};

void UsbBulkPort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (context_) context_->handle_events();
    if (lost_) close_device(PortCondition::unplugged);
    if (halted_) {
        halted_ = false;
        libusb_clear_halt(handle_, interface_.out_endpoint);
    }
    if (handle_ == nullptr) {
        look_for_device();
    } else {
        ask_status();
    }
}

void UsbBulkPort::look_for_device() {
    if (now_us_ < look_at_us_) return;
    look_at_us_ = now_us_ + kLookPeriodUs;
    if (!context_ || !udev_is_running()) {
        auto opened = UsbContext::open();
        if (!opened) return;
        context_ = *std::move(opened);
    }
    condition_ = PortCondition::unplugged;
    for (const UsbDevice& device : context_->printers()) {
        if (wanted_(device.identity) && open_device(device)) return;
    }
}

bool UsbBulkPort::open_device(const UsbDevice& device) {
    const auto interface = find_printer_interface(device.handle.get());
    if (!interface) return false;
    libusb_device_handle* handle = nullptr;
    int status = libusb_open(device.handle.get(), &handle);
    if (status != LIBUSB_SUCCESS) {
        condition_ = condition_of(status);
        return false;
    }
    const UsbQuirks quirks = quirks_of(device.identity);
    // Claiming takes the printer from usblp, releasing gives it back.
    if (quirks.no_reattach) {
        libusb_detach_kernel_driver(handle, interface->number);
    } else {
        libusb_set_auto_detach_kernel_driver(handle, 1);
    }
    status = libusb_claim_interface(handle, interface->number);
    if (status == LIBUSB_SUCCESS && interface->alternate != 0) {
        status = libusb_set_interface_alt_setting(handle, interface->number, interface->alternate);
    }
    if (status != LIBUSB_SUCCESS) {
        condition_ = condition_of(status);
        libusb_close(handle);
        return false;
    }
    handle_ = handle;
    interface_ = *interface;
    quirks_ = quirks;
    identity_ = device.identity;
    condition_ = PortCondition::unknown;
    reports_no_error_ = false;
    id_settled_ = false;
    status_at_us_ = now_us_;
    ask_device_id();
    return true;
}

void UsbBulkPort::ask_device_id() {
    auto transfer = std::make_unique<Transfer>(
        std::string(LIBUSB_CONTROL_SETUP_SIZE + kDeviceIdBytesMax, '\0'));
    const auto index = static_cast<std::uint16_t>(interface_.number << 8 | interface_.alternate);
    libusb_fill_control_setup(transfer->data(), kClassIn, kGetDeviceId, 0, index,
                              kDeviceIdBytesMax);
    start(Kind::device_id, std::move(transfer));
}

void UsbBulkPort::ask_status() {
    if (now_us_ < status_at_us_) return;
    const auto asking = [](const Transfer* one) { return one->kind == Kind::status; };
    if (std::any_of(running_.begin(), running_.end(), asking)) return;
    status_at_us_ = now_us_ + kStatusPeriodUs;
    auto transfer = std::make_unique<Transfer>(std::string(LIBUSB_CONTROL_SETUP_SIZE + 1, '\0'));
    libusb_fill_control_setup(transfer->data(), kClassIn, kGetPortStatus, 0,
                              static_cast<std::uint16_t>(interface_.number), 1);
    start(Kind::status, std::move(transfer));
}

bool UsbBulkPort::submit(std::string bytes, int timeout_ms) {
    const auto sending = [](const Transfer* one) { return one->kind == Kind::out; };
    const bool running = std::any_of(running_.begin(), running_.end(), sending);
    if (handle_ == nullptr || lost_ || running || completion_) return false;
    auto transfer = std::make_unique<Transfer>(std::move(bytes));
    libusb_fill_bulk_transfer(transfer->usb, handle_, interface_.out_endpoint, transfer->data(),
                              static_cast<int>(transfer->bytes.size()), on_done, transfer.get(),
                              static_cast<unsigned>(timeout_ms));
    return start(Kind::out, std::move(transfer));
}

bool UsbBulkPort::can_answer() const {
    return handle_ != nullptr && !lost_ && interface_.in_endpoint != 0 && !quirks_.one_way;
}

bool UsbBulkPort::read_reply(int timeout_ms) {
    if (!can_answer()) return false;
    reply_.reset();
    auto transfer = std::make_unique<Transfer>(std::string(kReplyBytesMax, '\0'));
    libusb_fill_bulk_transfer(transfer->usb, handle_, interface_.in_endpoint, transfer->data(),
                              static_cast<int>(transfer->bytes.size()), on_done, transfer.get(),
                              static_cast<unsigned>(timeout_ms));
    return start(Kind::in, std::move(transfer));
}

bool UsbBulkPort::start(Kind kind, std::unique_ptr<Transfer> transfer) {
    if (kind == Kind::status || kind == Kind::device_id) {
        libusb_fill_control_transfer(transfer->usb, handle_, transfer->data(), on_done,
                                     transfer.get(), kControlTimeoutMs);
    }
    transfer->kind = kind;
    transfer->port = this;
    if (libusb_submit_transfer(transfer->usb) != LIBUSB_SUCCESS) {
        lost_ = true;
        return false;
    }
    running_.push_back(transfer.release());
    return true;
}

void UsbBulkPort::on_done(libusb_transfer* usb) {
    const std::unique_ptr<Transfer> transfer(static_cast<Transfer*>(usb->user_data));
    UsbBulkPort* port = transfer->port;
    if (port == nullptr) return;
    port->running_.erase(std::find(port->running_.begin(), port->running_.end(), transfer.get()));
    port->finished(transfer->kind, *transfer);
}

void UsbBulkPort::finished(Kind kind, const Transfer& transfer) {
    const PortError error = error_of(transfer.usb->status);
    const auto actual = static_cast<std::size_t>(transfer.usb->actual_length);
    if (error == PortError::gone) lost_ = true;
    switch (kind) {
        case Kind::out:
            completion_ = Completion{actual, error};
            halted_ = error == PortError::stall;
            return;
        case Kind::in: reply_ = transfer.bytes.substr(0, actual); return;
        case Kind::status:
            if (error == PortError::none && actual == 1) {
                take_status(static_cast<std::uint8_t>(transfer.bytes[LIBUSB_CONTROL_SETUP_SIZE]));
            }
            return;
        case Kind::device_id:
            id_settled_ = true;
            if (error == PortError::none) {
                identity_.device_id = parse_device_id(device_id_text(
                    std::string_view(transfer.bytes).substr(LIBUSB_CONTROL_SETUP_SIZE, actual)));
            }
            return;
    }
}

/// Some printers never set the "no error" bit: its absence counts once it has been seen.
void UsbBulkPort::take_status(std::uint8_t bits) {
    const bool no_error = (bits & kNotError) != 0;
    reports_no_error_ = reports_no_error_ || no_error;
    if ((bits & kPaperEmpty) != 0) {
        condition_ = PortCondition::out_of_paper;
    } else if (no_error) {
        condition_ = PortCondition::ready;
    } else {
        condition_ = reports_no_error_ ? PortCondition::fault : PortCondition::unknown;
    }
}

std::optional<Completion> UsbBulkPort::take_completion() {
    return std::exchange(completion_, std::nullopt);
}

std::optional<std::string> UsbBulkPort::take_reply() { return std::exchange(reply_, std::nullopt); }

void UsbBulkPort::add_poll_fds(std::vector<pollfd>& fds) const {
    if (context_) context_->add_poll_fds(fds);
}

void UsbBulkPort::close() {
    if (handle_ != nullptr) close_device(PortCondition::unplugged);
    context_.reset();
}

/// Cancelled transfers come back within a moment; the kernel needs it to let go of their memory.
void UsbBulkPort::close_device(PortCondition why) {
    lost_ = false;
    halted_ = false;
    condition_ = why;
    const bool was_sending = std::any_of(running_.begin(), running_.end(), [](const Transfer* one) {
        return one->kind == Kind::out;
    });
    for (Transfer* transfer : running_) libusb_cancel_transfer(transfer->usb);
    for (int turn = 0; turn < kAbandonTurns && !running_.empty(); ++turn) {
        timeval moment{0, kAbandonTurnMs * 1000};
        libusb_handle_events_timeout_completed(context_->get(), &moment, nullptr);
    }
    if (!running_.empty()) log::warn("usb: {} transfers did not come back", running_.size());
    for (Transfer* transfer : std::exchange(running_, {})) transfer->port = nullptr;
    if (was_sending && !completion_) completion_ = Completion{0, PortError::gone};
    libusb_release_interface(handle_, interface_.number);
    libusb_close(std::exchange(handle_, nullptr));
    lost_ = false;
    halted_ = false;
    look_at_us_ = now_us_ + kLookPeriodUs / 4;
}

}  // namespace lini
