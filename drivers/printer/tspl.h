// TSPL and TSPL2, the languages of TSC printers and of most inexpensive label printers.
// Source of protocol facts: TSC, "TSPL/TSPL2 Programming Language", cited by command.
//
// "tspl2" sends native text (font "0"), Code 128, Data Matrix and QR. "tspl" is for printers that
// name only the older language, which has no scalable font, and for those that call themselves
// "XPP": these take TEXT, BOX and BARCODE without a word and print nothing of them (Rollo X1038,
// Xprinter, Munbyn). There the whole label is one picture. Pure but for the fonts; any thread.
#pragma once

#include "drivers/printer/language.h"

namespace lini {

extern const LabelLanguage kTspl2;
extern const LabelLanguage kTspl;

/// The reply to <ESC>!?, one byte of flags (section "Status polling"): printing (0x20) is no
/// fault. Error "status_unreadable" for anything but one byte.
Result<PrinterStatus> parse_tspl_status(std::string_view reply);

}  // namespace lini
