// What single models do differently, one row each with its source. Pure; any thread.
#pragma once

#include <string_view>

#include "drivers/usb/identity.h"

namespace lini {

struct UsbQuirks {
    bool one_way = false;      // Never read from it: it hangs, or its way in does not work.
    bool no_reattach = false;  // Giving it back to usblp makes it hang.
};

/// What is known of the device; all false for most.
UsbQuirks quirks_of(const UsbIdentity& identity);

/// The config name of the printer language that this maker or model speaks though it does not say
/// so in the command sets of its IEEE 1284 id; empty where nothing is known.
std::string_view language_by_model(const UsbIdentity& identity);

}  // namespace lini
