// What single models do differently, one row each with its source. Pure; any thread.
#pragma once

#include "drivers/usb/identity.h"

namespace lini {

struct UsbQuirks {
    bool one_way = false;      // Never read from it: it hangs, or its way in does not work.
    bool no_reattach = false;  // Giving it back to usblp makes it hang.
};

/// What is known of the device; all false for most.
UsbQuirks quirks_of(const UsbIdentity& identity);

}  // namespace lini
