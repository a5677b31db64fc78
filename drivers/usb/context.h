// libusb with an owner: one session, its device list, its events. Nothing here waits.
// One thread: the devices thread. Only drivers/usb and drivers/transport see libusb.h.
#pragma once

#include <poll.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <libusb.h>

#include "app/base/result.h"
#include "drivers/usb/identity.h"

namespace lini {

/// A device in the list, kept alive while this lives.
struct UsbDevice {
    struct Unref {
        void operator()(libusb_device* device) const { libusb_unref_device(device); }
    };
    std::unique_ptr<libusb_device, Unref> handle;
    UsbIdentity identity;  // Without the IEEE 1284 id, which only the device itself tells.
};

/// The interface of a device's that speaks the USB printer class.
struct PrinterInterface {
    int number = 0;
    int alternate = 0;
    std::uint8_t out_endpoint = 0;
    std::uint8_t in_endpoint = 0;  // 0: none.
};

/// An interface of a device's that is a human interface device.
struct HidInterface {
    int number = 0;
    std::uint8_t in_endpoint = 0;
    int packet_bytes_max = 0;
};

class UsbContext {
public:
    /// Error "usb_unavailable".
    static Result<std::unique_ptr<UsbContext>> open();

    libusb_context* get() const { return context_.get(); }

    /// Devices that offer a printer interface now.
    std::vector<UsbDevice> printers() const;

    /// Devices with an interface that is a HID and no boot keyboard or mouse.
    std::vector<UsbDevice> hid_devices() const;

    /// File descriptors that become ready when handle_events() has work.
    void add_poll_fds(std::vector<pollfd>& fds) const;

    /// Runs the callbacks of what has finished or timed out.
    void handle_events() const;

private:
    template <typename Wanted>
    std::vector<UsbDevice> devices_that(Wanted wanted) const;

    struct Exit {
        void operator()(libusb_context* context) const { libusb_exit(context); }
    };
    explicit UsbContext(libusb_context* context) : context_(context) {}

    std::unique_ptr<libusb_context, Exit> context_;
};

/// True where udevd runs. Without it libusb never learns of plugging, and a session must be
/// opened anew to see what changed.
bool udev_is_running();

/// The printer interface of a device, the two-way alternate setting where there are several
/// (USB printer class 1.1, section 4.3); nothing where it has none.
std::optional<PrinterInterface> find_printer_interface(libusb_device* device);

/// The HID interfaces of a device that have a way in, boot mice and keyboards left out.
std::vector<HidInterface> find_hid_interfaces(libusb_device* device);

/// The device by its descriptors and sysfs; it is not opened and sees no traffic.
UsbIdentity identify(libusb_device* device);

}  // namespace lini
