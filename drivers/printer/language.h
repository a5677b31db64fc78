// A printer language, independent of the wire it travels on. All functions are pure; any thread.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "drivers/printer/label.h"
#include "drivers/usb/identity.h"

namespace lini {

/// What a printer says of itself in its own language.
struct PrinterStatus {
    bool paper_out = false;
    bool ribbon_out = false;
    bool head_open = false;
    bool paused = false;
    bool other_fault = false;
    bool buffer_full = false;  // It takes no more for now; no trouble.
    int formats_waiting = 0;   // Jobs received and not yet printed.
    int labels_remaining = 0;  // Labels left of the batch being printed.

    bool can_print() const {
        return !paper_out && !ribbon_out && !head_open && !paused && !other_fault;
    }
};

struct LabelLanguage {
    std::string_view name;  // Config value: "zpl".

    /// Whether the device names this language among the command sets of its IEEE 1284 id.
    bool (*speaks)(const UsbIdentity& usb);

    /// One label as the complete bytes of one job, without the reset. Error "label_unencodable"
    /// when a bar code cannot hold its data, "label_out_of_bounds" when a size makes no sense.
    Result<std::string> (*encode)(const Label& label, Resolution resolution);

    /// Sent in front of the reset after a job that was broken off: as many bytes as an unfinished
    /// command may still wait for, harmless where none does. Empty where the reset itself is always
    /// understood. Never prints.
    std::string_view flush;

    /// Sent before every job: drops a half-received format and touches no label that was
    /// received whole. Never prints.
    std::string_view reset;

    /// Sent instead of `reset` before the first job after one that became uncertain: drops
    /// whatever the printer still holds, so that no label comes out that was already given up.
    std::string_view reset_after_fault;

    /// Whether reset_after_fault drops labels that were received whole: they are in doubt then too.
    bool fault_drops_labels() const { return reset_after_fault != reset; }

    /// Offset of the first byte of `job` after which something may print; the job is sent in two
    /// parts, split there. `job.size()` is never returned: a job prints at its last byte or before.
    std::size_t (*first_printing_byte)(std::string_view job);

    std::string_view status_request;

    /// Error "status_unreadable" for anything but one complete reply.
    Result<PrinterStatus> (*parse_status)(std::string_view reply);

    /// `formats_waiting` and `labels_remaining` are the printer's own count, and not just a flag.
    bool counts_labels = false;

    /// They say at least whether anything is left to print.
    bool tells_idle = false;
};

/// True when the device's IEEE 1284 id names one of these command sets (upper case).
bool names_command_set(const UsbIdentity& usb, std::initializer_list<std::string_view> names);

/// Every language, in the order in which they are tried. To add one: write
/// drivers/printer/<name>.cpp, then list it in language.cpp.
std::span<const LabelLanguage* const> label_languages();

/// The language of that config name, or null.
const LabelLanguage* language_named(std::string_view name);

/// The language that the device names among its command sets, else that of its row in
/// usb/quirks.cpp, or null.
const LabelLanguage* language_for(const UsbIdentity& usb);

}  // namespace lini
