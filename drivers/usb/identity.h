// Who a USB device says it is: the part of it that a printer or scanner is recognised by.
// Values and pure functions; any thread. No libusb here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lini {

/// The IEEE 1284 device id of a printer, taken apart (USB printer class 1.1, section 4.2.1;
/// IEEE 1284-2000, section 7.6). Keys may be written long or short; values are as sent.
struct DeviceId {
    std::string manufacturer;           // MFG, MANUFACTURER
    std::string model;                  // MDL, MODEL
    std::string serial;                 // SN, SERN, SERIALNUMBER
    std::vector<std::string> commands;  // CMD, COMMAND SET: upper case, in the order sent.
};

/// Reads "MFG:Zebra;CMD:ZPL;MDL:ZD421;". Anything that is not KEY:VALUE; is skipped: printers
/// leave out semicolons, repeat keys and send rubbish, and none of that stops them printing.
/// At most the first 4096 bytes are read.
DeviceId parse_device_id(std::string_view text);

/// The text of a GET_DEVICE_ID reply: two bytes of length, counting themselves, then the id.
/// Some printers send the length little-endian or not at all; the shorter sensible reading wins.
std::string_view device_id_text(std::string_view reply);

struct UsbIdentity {
    std::uint16_t vendor_id = 0;
    std::uint16_t product_id = 0;
    std::string serial;        // Empty where the device has none.
    std::string port_path;     // "1-2.4": bus, then the hub ports down to the device.
    std::string manufacturer;  // USB string descriptors, UTF-8.
    std::string product;
    DeviceId device_id;  // Empty until GET_DEVICE_ID was answered.
};

/// How a device is named across unplugging: by serial number where there is one, else by port.
/// "0a5f:0120/D4J1" or "0a5f:0120@1-2".
std::string stable_name(const UsbIdentity& identity);

/// Which device is meant: empty fields match anything.
struct UsbMatch {
    std::uint16_t vendor_id = 0;
    std::uint16_t product_id = 0;
    std::string serial;
    std::string port_path;
};

bool matches(const UsbMatch& match, const UsbIdentity& identity);

/// The device by the place that it is plugged into, whatever serial number it claims to have:
/// "0a5f:0120@1-2". For devices that only their ports tell apart.
std::string name_by_port(const UsbIdentity& identity);

/// What another owner of this program wants or has.
struct UsbClaim {
    UsbMatch match;
    std::string held_port;  // Where the device is that it has open; empty: none.
};

/// Whether `device` is another's: open there, or meant there more closely than `mine` means it. A
/// place is closer than a serial number, which twins may share, and that is closer than a model.
bool claimed(const std::vector<UsbClaim>& others, const UsbMatch& mine,
             const UsbIdentity& device);

}  // namespace lini
