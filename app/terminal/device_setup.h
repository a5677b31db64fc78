// The devices of the site's configuration as the drivers take them, and how the screens name them.
// Pure; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "app/base/result.h"
#include "app/import/device_bindings.h"
#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "drivers/devices.h"

namespace lini {

/// Errors: "printer_address_unreadable", which the configuration has refused before.
Result<PrinterConfig> printer_config(const SitePrinter& printer,
                                     const std::filesystem::path& data_folder);
ScannerConfig scanner_config(const SiteBoundScanner& scanner);
/// One that was enrolled: its end of a code was never asked for, so both are taken.
ScannerConfig scanner_config(const DeviceBinding& binding);

/// The printer that labels of this template go to: the first that names it, else the first of the
/// site; null where the site has none.
const SitePrinter* printer_for(const SiteConfig& config, const std::string& template_name);

/// "ZPL · USB · 203 dpi"; `language` is the one that it told, where that was left to it.
std::string printer_detail(const SitePrinter& printer, const LabelLanguage* language);
/// "HID POS · port 1-2" of one that is there, else what it is bound by.
std::string scanner_detail(ScannerKind kind, const std::string& where,
                           const UsbIdentity& identity);
/// Which device a text of site.toml means: "0a5f:0164", "0a5f:0164:serial"; empty: any.
UsbMatch match_of(const std::string& usb_id);
/// The same of what stable_name() and name_by_port() write.
UsbMatch match_of_stable_name(const std::string& name);
/// "DS2208 · port 1-2 · S1234": how a person is told of a device that has no name here.
std::string device_words(const UsbIdentity& identity);
/// Texts of a device are made safe to show.
DeviceIdentity identity_view(const UsbIdentity& identity);

/// What the screens show of a port, and the key of its trouble's sentence.
DeviceState device_state(PortCondition condition);
std::string trouble_key(PortCondition condition);
std::string scanner_trouble_key(PortCondition condition);

}  // namespace lini
