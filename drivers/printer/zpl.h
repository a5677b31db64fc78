// ZPL II, the language of Zebra printers and of most others' emulation modes.
// Source of protocol facts: Zebra, "ZPL II, ZBI 2, Set-Get-Do, Mirror, WML Programming Guide"
// (P1099958), cited by command. Pure; any thread.
#pragma once

#include "drivers/printer/language.h"

namespace lini {

extern const LabelLanguage kZpl;

}  // namespace lini
