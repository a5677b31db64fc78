#include "drivers/transport/transport.h"

namespace lini {

std::string_view to_string(PortError error) {
    switch (error) {
        case PortError::none: return "none";
        case PortError::timeout: return "timeout";
        case PortError::stall: return "stall";
        case PortError::gone: return "gone";
    }
    return "?";
}

std::string_view to_string(PortCondition condition) {
    switch (condition) {
        case PortCondition::unknown: return "unknown";
        case PortCondition::ready: return "ready";
        case PortCondition::out_of_paper: return "out_of_paper";
        case PortCondition::ribbon_out: return "ribbon_out";
        case PortCondition::head_open: return "head_open";
        case PortCondition::paused: return "paused";
        case PortCondition::fault: return "fault";
        case PortCondition::unplugged: return "unplugged";
        case PortCondition::no_access: return "no_access";
        case PortCondition::busy: return "busy";
    }
    return "?";
}

bool may_print(PortCondition condition) {
    return condition == PortCondition::ready || condition == PortCondition::unknown;
}

bool is_absent(PortCondition condition) {
    return condition == PortCondition::unplugged || condition == PortCondition::no_access ||
           condition == PortCondition::busy;
}

}  // namespace lini
