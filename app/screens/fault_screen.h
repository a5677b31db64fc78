// The red sentence in place of every room: a terminal that cannot write must not look as if it
// could. UI thread only.
#pragma once

#include <string>

#include "app/ui/ui.h"

namespace lini {

enum class FaultRetry {
    none,      // Only another start can help.
    possible,  // Offers to try again.
    running,   // The ledger is looking at every page.
};

/// `code` is an error's. True: touched to try again.
bool draw_fault(const ui::Ui& ui, const std::string& code, FaultRetry retry);

}  // namespace lini
