// How files name the milestones that a term waits for. Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "app/domain/events.h"

namespace lini {

inline constexpr std::array<std::pair<std::string_view, MilestoneKind>, 4> kMilestoneNames{{
    {"order_signed", MilestoneKind::order_signed},
    {"threshold", MilestoneKind::threshold},
    {"client_approval", MilestoneKind::client_approval},
    {"quantity_closed", MilestoneKind::quantity_closed},
}};

inline std::optional<MilestoneKind> milestone_from_name(std::string_view name) {
    for (const auto& [text, kind] : kMilestoneNames) {
        if (text == name) return kind;
    }
    return std::nullopt;
}

}  // namespace lini
