// Which device is which on this machine: devices.toml in the data folder, written by the program
// when a person enrols a scanner or says which printer is which. site.toml says what a site has and
// is a person's file; this one says which of the devices on this PC's ports was shown to be it, and
// is the machine's. An entry takes the place of the [[scanners]] of the same name in site.toml.
// parse and text are pure; load and store wait for the disk. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/import/problem.h"
#include "app/import/site_config.h"

namespace lini {

inline constexpr const char* kDevicesFile = "devices.toml";

struct DeviceBinding {
    std::string name;
    BoundScannerKind kind = BoundScannerKind::keyboard;
    std::string usb;    // "05e0:1300/S1234" by serial number, else by port: "05e0:1300@1-2".
    std::string fault;  // Empty: it read the test symbol right. Else it must not be used.
    bool operator==(const DeviceBinding&) const = default;
};

struct PrinterBinding {
    std::string name;  // Of the [[printers]] in site.toml.
    std::string usb;   // As of a scanner.
    bool other_model = false;  // Than site.toml says, so that it is asked for its language.
    bool operator==(const PrinterBinding&) const = default;
};

struct DeviceBindings {
    std::vector<DeviceBinding> scanners;
    std::vector<PrinterBinding> printers;
    std::vector<std::string> declined;  // Devices that replace nothing: not asked about again.
    bool operator==(const DeviceBindings&) const = default;
};

Parsed<DeviceBindings> parse_device_bindings(const std::string& filename, std::string_view text);
std::string device_bindings_text(const DeviceBindings& bindings);

struct LoadedBindings {
    DeviceBindings bindings;
    Problems problems;  // The file could not be read; it is put aside as devices.toml.unreadable.
};

/// No file is no bindings.
LoadedBindings load_device_bindings(const std::filesystem::path& file);

/// Written aside, synced and renamed. Error "devices_file_unwritable".
Result<void> store_device_bindings(const std::filesystem::path& file,
                                   const DeviceBindings& bindings);

}  // namespace lini
