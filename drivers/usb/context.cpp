#include "drivers/usb/context.h"

#include <unistd.h>

#include <array>

#include "drivers/usb/sysfs.h"

namespace lini {
namespace {

constexpr int kHubDepthMax = 7;  // USB 2.0, section 4.1.1.

constexpr int kProtocolOneWay = 1;
constexpr int kProtocolTwoWay = 2;

std::string port_path_of(libusb_device* device) {
    std::array<std::uint8_t, kHubDepthMax> ports{};
    const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    std::string path = std::to_string(libusb_get_bus_number(device));
    for (int i = 0; i < depth; ++i) {
        path += (i == 0 ? "-" : ".") + std::to_string(ports[static_cast<std::size_t>(i)]);
    }
    return path;
}

std::optional<PrinterInterface> read_interface(const libusb_interface_descriptor& descriptor) {
    constexpr int kSubclassPrinter = 1;
    if (descriptor.bInterfaceClass != LIBUSB_CLASS_PRINTER) return std::nullopt;
    if (descriptor.bInterfaceSubClass != kSubclassPrinter) return std::nullopt;
    const int protocol = descriptor.bInterfaceProtocol;
    if (protocol != kProtocolOneWay && protocol != kProtocolTwoWay) return std::nullopt;
    PrinterInterface found;
    found.number = descriptor.bInterfaceNumber;
    found.alternate = descriptor.bAlternateSetting;
    for (int i = 0; i < descriptor.bNumEndpoints; ++i) {
        const libusb_endpoint_descriptor& endpoint = descriptor.endpoint[i];
        if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK) {
            continue;
        }
        const bool in =
            (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_DIR_MASK) == LIBUSB_ENDPOINT_IN;
        std::uint8_t& slot = in ? found.in_endpoint : found.out_endpoint;
        if (slot == 0) slot = endpoint.bEndpointAddress;
    }
    if (found.out_endpoint == 0) return std::nullopt;
    return found;
}

}  // namespace

Result<std::unique_ptr<UsbContext>> UsbContext::open() {
    libusb_context* context = nullptr;
    const int status = libusb_init(&context);
    if (status != LIBUSB_SUCCESS) return fail("usb_unavailable", libusb_error_name(status));
    return std::unique_ptr<UsbContext>(new UsbContext(context));
}

template <typename Wanted>
std::vector<UsbDevice> UsbContext::devices_that(Wanted wanted) const {
    std::vector<UsbDevice> out;
    libusb_device** list = nullptr;
    const ssize_t count = libusb_get_device_list(context_.get(), &list);
    for (ssize_t i = 0; i < count; ++i) {
        if (!wanted(list[i])) continue;
        UsbDevice device;
        device.handle.reset(libusb_ref_device(list[i]));
        device.identity = identify(list[i]);
        out.push_back(std::move(device));
    }
    if (count >= 0) libusb_free_device_list(list, 1);
    return out;
}

std::vector<UsbDevice> UsbContext::printers() const {
    return devices_that([](libusb_device* one) { return find_printer_interface(one).has_value(); });
}

std::vector<UsbDevice> UsbContext::hid_devices() const {
    return devices_that([](libusb_device* one) { return !find_hid_interfaces(one).empty(); });
}

void UsbContext::add_poll_fds(std::vector<pollfd>& fds) const {
    const libusb_pollfd** list = libusb_get_pollfds(context_.get());
    if (list == nullptr) return;
    for (const libusb_pollfd** fd = list; *fd != nullptr; ++fd) {
        fds.push_back({(*fd)->fd, (*fd)->events, 0});
    }
    libusb_free_pollfds(list);
}

void UsbContext::handle_events() const {
    timeval none{0, 0};
    libusb_handle_events_timeout_completed(context_.get(), &none, nullptr);
}

bool udev_is_running() { return ::access("/run/udev/control", F_OK) == 0; }

std::optional<PrinterInterface> find_printer_interface(libusb_device* device) {
    libusb_config_descriptor* config = nullptr;
    if (libusb_get_active_config_descriptor(device, &config) != LIBUSB_SUCCESS) return std::nullopt;
    std::optional<PrinterInterface> best;
    for (int i = 0; i < config->bNumInterfaces; ++i) {
        for (int a = 0; a < config->interface[i].num_altsetting; ++a) {
            const auto found = read_interface(config->interface[i].altsetting[a]);
            if (!found) continue;
            const bool two_way = found->in_endpoint != 0;
            if (!best || (two_way && best->in_endpoint == 0)) best = found;
        }
    }
    libusb_free_config_descriptor(config);
    return best;
}

std::vector<HidInterface> find_hid_interfaces(libusb_device* device) {
    constexpr int kBootSubclass = 1;  // HID 1.11, section 4.2.
    std::vector<HidInterface> found;
    libusb_config_descriptor* config = nullptr;
    if (libusb_get_active_config_descriptor(device, &config) != LIBUSB_SUCCESS) return found;
    for (int i = 0; i < config->bNumInterfaces; ++i) {
        if (config->interface[i].num_altsetting < 1) continue;
        const libusb_interface_descriptor& one = config->interface[i].altsetting[0];
        const bool hid = one.bInterfaceClass == LIBUSB_CLASS_HID;
        if (!hid || one.bInterfaceSubClass == kBootSubclass) continue;
        for (int e = 0; e < one.bNumEndpoints; ++e) {
            const libusb_endpoint_descriptor& endpoint = one.endpoint[e];
            const bool in =
                (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_DIR_MASK) == LIBUSB_ENDPOINT_IN;
            const bool interrupt = (endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) ==
                                   LIBUSB_TRANSFER_TYPE_INTERRUPT;
            if (!in || !interrupt) continue;
            found.push_back(
                {one.bInterfaceNumber, endpoint.bEndpointAddress, endpoint.wMaxPacketSize & 0x7FF});
            break;
        }
    }
    libusb_free_config_descriptor(config);
    return found;
}

UsbIdentity identify(libusb_device* device) {
    UsbIdentity identity;
    libusb_device_descriptor descriptor{};
    if (libusb_get_device_descriptor(device, &descriptor) == LIBUSB_SUCCESS) {
        identity.vendor_id = descriptor.idVendor;
        identity.product_id = descriptor.idProduct;
    }
    identity.port_path = port_path_of(device);
    // String descriptors as the kernel read them when the device was plugged in: asking the device
    // again would wait for it.
    identity.serial = usb_attribute(identity.port_path, "serial");
    identity.manufacturer = usb_attribute(identity.port_path, "manufacturer");
    identity.product = usb_attribute(identity.port_path, "product");
    return identity;
}

}  // namespace lini
