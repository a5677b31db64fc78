// The devices of the site's configuration as the drivers take them, and how the screens name them.
// Pure; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "app/base/result.h"
#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "drivers/devices.h"

namespace lini {

/// Errors: "printer_address_unreadable", which the configuration has refused before.
Result<PrinterConfig> printer_config(const SitePrinter& printer,
                                     const std::filesystem::path& data_folder);
ScannerConfig scanner_config(const SiteBoundScanner& scanner);

/// "ZPL · USB · 203 dpi"
std::string printer_detail(const SitePrinter& printer);
/// "HID POS · 05e0:1300"
std::string scanner_detail(const SiteBoundScanner& scanner);

/// What the screens show of a port, and the key of its trouble's sentence.
DeviceState device_state(PortCondition condition);
std::string trouble_key(PortCondition condition);

}  // namespace lini
