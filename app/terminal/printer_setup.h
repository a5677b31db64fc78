// A printer of the site's configuration as the drivers take it, and how the device screen names it.
// Pure; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "app/base/result.h"
#include "app/import/site_config.h"
#include "drivers/devices.h"

namespace lini {

/// Errors: "printer_address_unreadable", which the configuration has refused before.
Result<PrinterConfig> printer_config(const SitePrinter& printer,
                                     const std::filesystem::path& data_folder);

/// "ZPL · USB · 203 dpi"
std::string printer_detail(const SitePrinter& printer);

}  // namespace lini
