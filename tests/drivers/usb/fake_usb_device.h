// A USB device that exists only in a umockdev test bed: libusb for real, the kernel's usbfs played
// by this class. What the device does with a transfer is up to who derives from it.
// Needs the umockdev preload library (umockdev-wrapper). Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>
#include <umockdev.h>

namespace lini::test {

class FakeUsbDevice {
public:
    virtual ~FakeUsbDevice();
    FakeUsbDevice(const FakeUsbDevice&) = delete;
    FakeUsbDevice& operator=(const FakeUsbDevice&) = delete;

    /// The next claims of its interface fail with this errno; 0: they work.
    void refuse_claims(int error);

    void unplug();
    void plug();

    int halts_cleared() const;
    int claims() const;
    int releases() const;
    /// How often its interface was handed back to a driver of the kernel.
    int attached_back() const;

protected:
    struct Urb {
        UMockdevIoctlData* data = nullptr;    // The struct usbdevfs_urb of the client.
        UMockdevIoctlData* buffer = nullptr;  // Its bytes.
        bool done = false;

        usbdevfs_urb& fields() { return *reinterpret_cast<usbdevfs_urb*>(data->data); }
        unsigned char* bytes() { return buffer->data; }
        std::size_t room() { return static_cast<std::size_t>(fields().buffer_length); }
        void finish(int status) {
            fields().status = status;
            done = true;
        }
        /// The answer to a control request, cut to the room for it.
        void answer(std::string reply);
    };

    /// `device` is what umockdev is told of it: lines of attributes, "H: descriptors=…" last.
    /// Plugged in by who derives, once it can serve.
    explicit FakeUsbDevice(std::string device);

    /// Finishes the transfer, or leaves it: then it is asked again. Called with the mutex held.
    virtual void serve(Urb& urb) = 0;

    mutable std::mutex mutex_;
    bool gone_ = false;
    bool halted_ = false;

private:
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeUsbDevice* self);
    gboolean handle(UMockdevIoctlClient* client);
    gboolean handle_driver(UMockdevIoctlClient* client);
    void submit(UMockdevIoctlClient* client);
    void reap(UMockdevIoctlClient* client);
    void discard(UMockdevIoctlClient* client);

    const std::string device_;
    UMockdevTestbed* bed_ = nullptr;
    UMockdevIoctlBase* handler_ = nullptr;
    std::deque<Urb> urbs_;
    int claim_error_ = 0;
    bool plugged_ = false;
    bool driver_bound_ = true;  // By usbhid or usblp.
    int halts_cleared_ = 0;
    int claims_ = 0;
    int releases_ = 0;
    int attached_back_ = 0;
};

/// The lines that describe a device at port 1-1, in front of its descriptors in hex.
std::string usb_device_lines(const std::string& manufacturer, const std::string& product,
                             const std::string& serial);

}  // namespace lini::test
