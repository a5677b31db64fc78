// What the kernel knows of a device, from its folder in /sys. Reads small files only; any thread.
#pragma once

#include <string>
#include <vector>

namespace lini {

/// The USB port that a class device such as /sys/class/tty/ttyACM0 hangs on: "1-2.4"; empty when
/// it is not on USB. It is the innermost folder of that form in the device's real path.
std::string usb_port_path(const std::string& class_folder);

/// The port in a real path: ".../usb1/1-2/1-2.4/1-2.4:1.0/tty/ttyACM0" gives "1-2.4".
std::string usb_port_in(const std::string& real_path);

/// First line of an attribute of the USB device at that port ("serial"), at most 256 bytes.
std::string usb_attribute(const std::string& port_path, const std::string& name);

/// The report descriptors of a USB device's HID interfaces, at most 4,096 bytes each; none of an
/// interface that the kernel's driver does not hold.
std::vector<std::string> hid_report_descriptors(const std::string& port_path);

}  // namespace lini
