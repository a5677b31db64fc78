// The reply to ~HS, "Host Status Return": three strings, each STX ... ETX CR LF (Zebra ZPL II
// Programming Guide, ~HS). A Zebra does not answer it at all with media out, ribbon out or head
// open: silence is neither ready nor lost. ~HQES, "Host Query", then still tells what is wrong:
// STX, two lines of a flag and 16 hex digits each, ETX (the same guide, ~HQ). Pure; any thread.
#pragma once

#include <string_view>

#include "app/base/result.h"
#include "drivers/printer/language.h"

namespace lini {

/// Error "status_unreadable" for anything but three whole strings of the documented fields;
/// more fields than documented are skipped, text before and after too.
Result<PrinterStatus> parse_zpl_status(std::string_view reply);

/// The reply to ~HQES alone. It counts nothing. Error "status_unreadable".
Result<PrinterStatus> parse_zpl_query(std::string_view reply);

/// Whatever came after "~HS~HQES": one of the two or both. What either complains of counts. Error
/// "status_unreadable" for neither.
Result<PrinterStatus> parse_zpl_reply(std::string_view reply);

}  // namespace lini
