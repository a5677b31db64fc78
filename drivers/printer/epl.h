// EPL2, the language of older Eltron and Zebra desktop printers.
// Source of protocol facts: Zebra, "EPL Programming Guide" (14245L-003), cited by command.
//
// Text comes in four bitmap fonts of fixed width; what they cannot meet in size, and whatever is
// not ASCII, is drawn. Code 128 is native where one subset holds it. GS1-128 is drawn, since
// firmwares differ on FNC1; so are Data Matrix (a download for some models) and QR (Japanese
// models only). Pure but for the fonts; any thread.
#pragma once

#include "drivers/printer/language.h"

namespace lini {

extern const LabelLanguage kEpl;

/// The reply to ^ee: one or more two-digit codes between commas, then CR LF; 00 is no error.
/// Error "status_unreadable" for anything else.
Result<PrinterStatus> parse_epl_status(std::string_view reply);

}  // namespace lini
