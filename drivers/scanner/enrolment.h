// Whether a scanner sends what it reads: it is shown one test symbol, and what comes back wrong is
// named. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "drivers/scanner/payload.h"

namespace lini {

enum class EnrolmentFault {
    none,
    loses_gs,      // The separator is missing: lots would swallow what follows.
    replaces_gs,   // Something else comes in its place.
    changes_case,  // Caps Lock, or a case conversion of its own.
    swaps_layout,  // It types for another keyboard layout: Z for Y, " for @.
    cuts_off,      // The beginning is right and the end is missing.
    adds_text,     // A prefix or suffix of its own around the right text.
    no_aim_id,     // Right, but it does not say the symbology: worth a hint, no fault.
    other_symbol,  // Something else was scanned.
};

std::string_view to_string(EnrolmentFault fault);

/// What the test symbol holds: mixed case, digits, the signs that layouts disagree on, GS.
std::string_view enrolment_text();

/// What is wrong with a scanner that reads the test symbol as `payload`.
EnrolmentFault judge_enrolment(const ScanPayload& payload);

/// Whether a scanner with that fault may be used.
bool may_scan(EnrolmentFault fault);

}  // namespace lini
