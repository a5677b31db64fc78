// ESC/POS, the language of receipt printers.
// Source of protocol facts: Epson, "ESC/POS Command Reference", cited by command.
//
// The whole label is one picture. Receipt printers place text by lines, not by dots; page mode
// would, but many have none or a small one, and few have GS1 bar codes: a picture is the same on
// all. They print as the bytes arrive, so the first byte of a job may print.
// Pure but for the fonts; any thread.
#pragma once

#include "drivers/printer/language.h"

namespace lini {

extern const LabelLanguage kEscpos;

/// The replies to DLE EOT 1, 2, 3 and 4, one byte each. Error "status_unreadable" unless there are
/// four and each has its fixed bits: 0 and 7 off, 1 and 4 on.
Result<PrinterStatus> parse_escpos_status(std::string_view reply);

}  // namespace lini
