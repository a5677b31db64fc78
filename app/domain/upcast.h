// Old versions of a body, lifted to the newest when read. Stored bytes stay as they are.
// Pure; any thread.
#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace lini {

/// Lifts one kind from `from_version` to the next.
struct Lift {
    std::string_view kind;
    int from_version;
    void (*lift)(nlohmann::json& fields);
};

/// In any order; one row for each version that a kind has left behind.
std::span<const Lift> known_lifts();

/// Applies the lifts of `kind` from `version` up. Returns the version reached.
int upcast(std::string_view kind, int version, nlohmann::json& fields,
           std::span<const Lift> lifts = known_lifts());

}  // namespace lini
