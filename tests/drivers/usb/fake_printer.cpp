#include "tests/drivers/usb/fake_printer.h"

#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace lini::test {
namespace {

constexpr const char* kNode = "/dev/bus/usb/001/002";
constexpr const char* kSyspath = "/sys/devices/usb1/1-1";

constexpr const char* kAttributes =
    "P: /devices/usb1/1-1\n"
    "N: bus/usb/001/002\n"
    "E: SUBSYSTEM=usb\n"
    "E: DEVTYPE=usb_device\n"
    "E: BUSNUM=001\n"
    "E: DEVNUM=002\n"
    "E: DEVNAME=/dev/bus/usb/001/002\n"
    "A: busnum=1\\n\n"
    "A: devnum=2\\n\n"
    "A: devpath=1\\n\n"
    "A: bConfigurationValue=1\\n\n"
    "A: speed=480\\n\n"
    "A: serial=D4J1\\n\n"
    "A: manufacturer=Zebra\\n\n"
    "A: product=ZD421\\n\n"
    "H: descriptors=1201000200000040";

// The rest of the device descriptor behind the vendor's number, and one configuration: a printer
// interface with two alternate settings, one way (protocol 1) and two ways (protocol 2), bulk
// endpoints 0x01 and 0x82.
constexpr const char* kDescriptors =
    "2001000101020301"
    "090230000101008032"
    "090400000107010100"
    "07050102000200"
    "090400010207010200"
    "07050102000200"
    "07058202000200"
    "\n";

constexpr std::size_t kSetupBytes = 8;
constexpr unsigned char kOutEndpoint = 0x01;
constexpr unsigned char kGetDeviceId = 0;
const std::string kDeviceId = "MFG:Zebra;CMD:ZPL;MDL:ZD421;";

}  // namespace

struct FakePrinter::Urb {
    UMockdevIoctlData* data = nullptr;    // The struct usbdevfs_urb of the client.
    UMockdevIoctlData* buffer = nullptr;  // Its bytes.
    bool done = false;

    usbdevfs_urb& fields() { return *reinterpret_cast<usbdevfs_urb*>(data->data); }
    void finish(int status) {
        fields().status = status;
        done = true;
    }
};

FakePrinter::FakePrinter(std::uint16_t vendor_id)
    : vendor_id_(vendor_id), bed_(umockdev_testbed_new()), handler_(umockdev_ioctl_base_new()) {
    g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(on_ioctl), this);
    plug();
}

FakePrinter::~FakePrinter() {
    unplug();
    g_object_unref(handler_);
    g_object_unref(bed_);
    for (Urb& urb : urbs_) {
        g_object_unref(urb.data);
        if (urb.buffer != nullptr) g_object_unref(urb.buffer);
    }
}

void FakePrinter::plug() {
    {
        const std::lock_guard lock(mutex_);
        gone_ = false;
        halted_ = false;
        plugged_ = true;
    }
    char vendor[5];
    std::snprintf(vendor, sizeof vendor, "%02x%02x", vendor_id_ & 0xFF, vendor_id_ >> 8);
    const std::string device = std::string(kAttributes) + vendor + kDescriptors;
    GError* error = nullptr;
    if (!umockdev_testbed_attach_ioctl(bed_, kNode, handler_, &error) ||
        !umockdev_testbed_add_from_string(bed_, device.c_str(), &error)) {
        throw std::runtime_error(error->message);
    }
}

void FakePrinter::unplug() {
    {
        const std::lock_guard lock(mutex_);
        gone_ = true;
        if (!std::exchange(plugged_, false)) return;
    }
    umockdev_testbed_detach_ioctl(bed_, kNode, nullptr);
    umockdev_testbed_remove_device(bed_, kSyspath);
}

void FakePrinter::after(std::size_t bytes, AfterBytes what) {
    const std::lock_guard lock(mutex_);
    limit_ = what == AfterBytes::go_on ? SIZE_MAX : bytes;
    then_ = what;
}

void FakePrinter::report(std::uint8_t status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
}

void FakePrinter::say(std::string reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
}

void FakePrinter::refuse_claims(int error) {
    const std::lock_guard lock(mutex_);
    claim_error_ = error;
}

std::string FakePrinter::received() const {
    const std::lock_guard lock(mutex_);
    return received_;
}

int FakePrinter::halts_cleared() const {
    const std::lock_guard lock(mutex_);
    return halts_cleared_;
}

int FakePrinter::claims() const {
    const std::lock_guard lock(mutex_);
    return claims_;
}

int FakePrinter::releases() const {
    const std::lock_guard lock(mutex_);
    return releases_;
}

gboolean FakePrinter::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakePrinter* self) {
    const std::lock_guard lock(self->mutex_);
    return self->handle(client);
}

gboolean FakePrinter::handle(UMockdevIoctlClient* client) {
    const gulong request = umockdev_ioctl_client_get_request(client);
    if (request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY) {
        reap(client);
        return TRUE;
    }
    if (gone_) {
        umockdev_ioctl_client_complete(client, -1, ENODEV);
        return TRUE;
    }
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES: {
            UMockdevIoctlData* caps = umockdev_ioctl_data_resolve(
                umockdev_ioctl_client_get_arg(client), 0, sizeof(guint32), nullptr);
            *reinterpret_cast<guint32*>(caps->data) =
                USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            g_object_unref(caps);
            umockdev_ioctl_client_complete(client, 0, 0);
            return TRUE;
        }
        case USBDEVFS_CLAIMINTERFACE:
        case USBDEVFS_DISCONNECT_CLAIM:
            if (claim_error_ == 0) ++claims_;
            umockdev_ioctl_client_complete(client, claim_error_ == 0 ? 0 : -1, claim_error_);
            return TRUE;
        case USBDEVFS_RELEASEINTERFACE:
            ++releases_;
            umockdev_ioctl_client_complete(client, 0, 0);
            return TRUE;
        case USBDEVFS_CLEAR_HALT:
            ++halts_cleared_;
            halted_ = false;
            umockdev_ioctl_client_complete(client, 0, 0);
            return TRUE;
        case USBDEVFS_SETINTERFACE:
        case USBDEVFS_IOCTL: umockdev_ioctl_client_complete(client, 0, 0); return TRUE;
        case USBDEVFS_GETDRIVER: umockdev_ioctl_client_complete(client, -1, ENODATA); return TRUE;
        case USBDEVFS_SUBMITURB: submit(client); return TRUE;
        case USBDEVFS_DISCARDURB: discard(client); return TRUE;
        default: return FALSE;
    }
}

void FakePrinter::submit(UMockdevIoctlClient* client) {
    Urb urb;
    urb.data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0,
                                           sizeof(usbdevfs_urb), nullptr);
    const auto length = static_cast<gsize>(urb.fields().buffer_length);
    urb.buffer =
        umockdev_ioctl_data_resolve(urb.data, offsetof(usbdevfs_urb, buffer), length, nullptr);
    urb.fields().actual_length = 0;
    urbs_.push_back(urb);
    umockdev_ioctl_client_complete(client, 0, 0);
}

void FakePrinter::serve(Urb& urb) {
    if (gone_) {
        urb.finish(-ESHUTDOWN);
    } else if (urb.fields().type == USBDEVFS_URB_TYPE_CONTROL) {
        serve_control(urb);
    } else if (urb.fields().endpoint == kOutEndpoint) {
        serve_out(urb);
    } else {
        serve_in(urb);
    }
}

void FakePrinter::serve_control(Urb& urb) {
    unsigned char* bytes = urb.buffer->data;
    const auto room = static_cast<std::size_t>(urb.fields().buffer_length) - kSetupBytes;
    std::string answer(1, static_cast<char>(status_));
    if (bytes[1] == kGetDeviceId) {
        answer = std::string{'\0', static_cast<char>(kDeviceId.size() + 2)} + kDeviceId;
    }
    answer.resize(std::min(answer.size(), room));
    std::memcpy(bytes + kSetupBytes, answer.data(), answer.size());
    urb.fields().actual_length = static_cast<int>(answer.size());
    urb.finish(0);
}

void FakePrinter::serve_out(Urb& urb) {
    if (halted_) {
        urb.finish(-EPIPE);
        return;
    }
    const auto length = static_cast<std::size_t>(urb.fields().buffer_length);
    const auto before = static_cast<std::size_t>(urb.fields().actual_length);
    const std::size_t room = limit_ - std::min(limit_, received_.size());
    const std::size_t taken = std::min(length - before, room);
    received_.append(reinterpret_cast<const char*>(urb.buffer->data) + before, taken);
    urb.fields().actual_length = static_cast<int>(before + taken);
    if (before + taken == length) {
        urb.finish(0);
    } else if (then_ == AfterBytes::stall) {
        halted_ = true;
        limit_ = SIZE_MAX;
        urb.finish(-EPIPE);
    } else if (then_ == AfterBytes::vanish) {
        gone_ = true;
        urb.finish(-EPROTO);
    }
}

void FakePrinter::serve_in(Urb& urb) {
    if (reply_.empty()) return;
    const auto length = static_cast<std::size_t>(urb.fields().buffer_length);
    const std::size_t sent = std::min(length, reply_.size());
    std::memcpy(urb.buffer->data, reply_.data(), sent);
    reply_.erase(0, sent);
    urb.fields().actual_length = static_cast<int>(sent);
    urb.finish(0);
}

void FakePrinter::reap(UMockdevIoctlClient* client) {
    for (Urb& urb : urbs_) {
        if (!urb.done) serve(urb);
    }
    const auto done =
        std::find_if(urbs_.begin(), urbs_.end(), [](const Urb& urb) { return urb.done; });
    if (done == urbs_.end()) {
        umockdev_ioctl_client_complete(client, -1, gone_ ? ENODEV : EAGAIN);
        return;
    }
    const Urb urb = *done;
    urbs_.erase(done);
    UMockdevIoctlData* pointer = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client),
                                                             0, sizeof(gpointer), nullptr);
    umockdev_ioctl_data_set_ptr(pointer, 0, urb.data);
    umockdev_ioctl_client_complete(client, 0, 0);
    g_object_unref(pointer);
    g_object_unref(urb.buffer);
    g_object_unref(urb.data);
}

void FakePrinter::discard(UMockdevIoctlClient* client) {
    const gulong address = *reinterpret_cast<gulong*>(umockdev_ioctl_client_get_arg(client)->data);
    for (Urb& urb : urbs_) {
        if (urb.done || urb.data->client_addr != address) continue;
        urb.finish(-ENOENT);
        umockdev_ioctl_client_complete(client, 0, 0);
        return;
    }
    umockdev_ioctl_client_complete(client, -1, EINVAL);
}

}  // namespace lini::test
