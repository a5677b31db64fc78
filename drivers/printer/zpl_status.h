// The reply to ~HS, "Host Status Return": three strings, each STX ... ETX CR LF (Zebra ZPL II
// Programming Guide, ~HS). A Zebra does not answer at all with media out, ribbon out or head
// open: silence is neither ready nor lost. Pure; any thread.
#pragma once

#include <string_view>

#include "app/base/result.h"
#include "drivers/printer/language.h"

namespace lini {

/// Error "status_unreadable" for anything but three whole strings of the documented fields;
/// more fields than documented are skipped, text before and after too.
Result<PrinterStatus> parse_zpl_status(std::string_view reply);

}  // namespace lini
