// The names of job states and reasons, as they stand in logs and in `lini status`.
#include "drivers/printer/print_worker.h"

namespace lini {

std::string_view to_string(JobState state) {
    switch (state) {
        case JobState::queued: return "queued";
        case JobState::sending: return "sending";
        case JobState::sent: return "sent";
        case JobState::confirmed: return "confirmed";
        case JobState::held: return "held";
        case JobState::uncertain: return "uncertain";
        case JobState::cancelled: return "cancelled";
        case JobState::refused: return "refused";
    }
    return "?";
}

std::string_view to_string(JobReason reason) {
    switch (reason) {
        case JobReason::none: return "none";
        case JobReason::out_of_paper: return "out_of_paper";
        case JobReason::ribbon_out: return "ribbon_out";
        case JobReason::head_open: return "head_open";
        case JobReason::paused: return "paused";
        case JobReason::printer_fault: return "printer_fault";
        case JobReason::unplugged: return "unplugged";
        case JobReason::no_access: return "no_access";
        case JobReason::busy: return "busy";
        case JobReason::mute: return "mute";
        case JobReason::stall: return "stall";
        case JobReason::stopped: return "stopped";
        case JobReason::queue_full: return "queue_full";
        case JobReason::too_large: return "too_large";
        case JobReason::duplicate_id: return "duplicate_id";
    }
    return "?";
}

}  // namespace lini
