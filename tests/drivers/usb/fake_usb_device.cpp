#include "tests/drivers/usb/fake_usb_device.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace lini::test {
namespace {

constexpr const char* kNode = "/dev/bus/usb/001/002";
constexpr const char* kSyspath = "/sys/devices/usb1/1-1";
constexpr std::size_t kSetupBytes = 8;

}  // namespace

std::string usb_device_lines(const std::string& manufacturer, const std::string& product,
                             const std::string& serial) {
    return "P: /devices/usb1/1-1\n"
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
           "A: serial=" +
           serial + "\\n\nA: manufacturer=" + manufacturer + "\\n\nA: product=" + product +
           "\\n\nH: descriptors=";
}

void FakeUsbDevice::Urb::answer(std::string reply) {
    reply.resize(std::min(reply.size(), room() - kSetupBytes));
    std::memcpy(bytes() + kSetupBytes, reply.data(), reply.size());
    fields().actual_length = static_cast<int>(reply.size());
    finish(0);
}

FakeUsbDevice::FakeUsbDevice(std::string device)
    : device_(std::move(device)),
      bed_(umockdev_testbed_new()),
      handler_(umockdev_ioctl_base_new()) {
    g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(on_ioctl), this);
}

FakeUsbDevice::~FakeUsbDevice() {
    unplug();
    g_object_unref(handler_);
    g_object_unref(bed_);
    for (Urb& urb : urbs_) {
        g_object_unref(urb.data);
        if (urb.buffer != nullptr) g_object_unref(urb.buffer);
    }
}

void FakeUsbDevice::plug() {
    {
        const std::lock_guard lock(mutex_);
        gone_ = false;
        halted_ = false;
        plugged_ = true;
        driver_bound_ = true;
    }
    GError* error = nullptr;
    if (!umockdev_testbed_attach_ioctl(bed_, kNode, handler_, &error) ||
        !umockdev_testbed_add_from_string(bed_, device_.c_str(), &error)) {
        throw std::runtime_error(error->message);
    }
}

void FakeUsbDevice::unplug() {
    {
        const std::lock_guard lock(mutex_);
        gone_ = true;
        if (!std::exchange(plugged_, false)) return;
    }
    umockdev_testbed_detach_ioctl(bed_, kNode, nullptr);
    umockdev_testbed_remove_device(bed_, kSyspath);
}

void FakeUsbDevice::refuse_claims(int error) {
    const std::lock_guard lock(mutex_);
    claim_error_ = error;
}

int FakeUsbDevice::halts_cleared() const {
    const std::lock_guard lock(mutex_);
    return halts_cleared_;
}

int FakeUsbDevice::claims() const {
    const std::lock_guard lock(mutex_);
    return claims_;
}

int FakeUsbDevice::releases() const {
    const std::lock_guard lock(mutex_);
    return releases_;
}

int FakeUsbDevice::attached_back() const {
    const std::lock_guard lock(mutex_);
    return attached_back_;
}

gboolean FakeUsbDevice::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client,
                                 FakeUsbDevice* self) {
    const std::lock_guard lock(self->mutex_);
    return self->handle(client);
}

gboolean FakeUsbDevice::handle(UMockdevIoctlClient* client) {
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
            if (claim_error_ == 0) {
                ++claims_;
                driver_bound_ = false;
            }
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
        case USBDEVFS_SETINTERFACE: umockdev_ioctl_client_complete(client, 0, 0); return TRUE;
        case USBDEVFS_SUBMITURB: submit(client); return TRUE;
        case USBDEVFS_DISCARDURB: discard(client); return TRUE;
        default: return handle_driver(client);
    }
}

/// Who drives the interface: the kernel's own driver until somebody claims it, then nobody until it
/// is handed back (USBDEVFS_IOCTL carries connect and disconnect).
gboolean FakeUsbDevice::handle_driver(UMockdevIoctlClient* client) {
    const gulong request = umockdev_ioctl_client_get_request(client);
    if (request == USBDEVFS_GETDRIVER) {
        const int error = driver_bound_ ? 0 : ENODATA;
        umockdev_ioctl_client_complete(client, error == 0 ? 0 : -1, error);
        return TRUE;
    }
    if (request != USBDEVFS_IOCTL) return FALSE;
    UMockdevIoctlData* command = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client),
                                                             0, sizeof(usbdevfs_ioctl), nullptr);
    const int code = reinterpret_cast<usbdevfs_ioctl*>(command->data)->ioctl_code;
    g_object_unref(command);
    if (static_cast<unsigned>(code) == static_cast<unsigned>(USBDEVFS_CONNECT)) {
        driver_bound_ = true;
        ++attached_back_;
    } else {
        driver_bound_ = false;
    }
    umockdev_ioctl_client_complete(client, 0, 0);
    return TRUE;
}

void FakeUsbDevice::submit(UMockdevIoctlClient* client) {
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

void FakeUsbDevice::reap(UMockdevIoctlClient* client) {
    for (Urb& urb : urbs_) {
        if (urb.done) continue;
        if (gone_) {
            urb.finish(-ESHUTDOWN);
        } else {
            serve(urb);
        }
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

void FakeUsbDevice::discard(UMockdevIoctlClient* client) {
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
