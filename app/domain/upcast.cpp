#include "app/domain/upcast.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace lini {

namespace {

constexpr std::array kLifts = {
    // Version 2 waits for more than four kinds of facts, and its playbook has gates.
    Lift{"order_imported", 1,
         [](nlohmann::json& fields) {
             nlohmann::json& playbook = fields.at("playbook");
             playbook["checkpoints"] = nlohmann::json::array();
             playbook["gates"] = nlohmann::json::array();
         }},
    Lift{"milestone_signed", 1, [](nlohmann::json&) {}},
    // Version 2 names who approved units over the ordered quantity.
    Lift{"rework_closed", 1, [](nlohmann::json& fields) { fields["approval"] = nullptr; }},
};

}  // namespace

std::span<const Lift> known_lifts() { return kLifts; }

int upcast(std::string_view kind, int version, nlohmann::json& fields,
           std::span<const Lift> lifts) {
    for (;;) {
        const auto row = std::find_if(lifts.begin(), lifts.end(), [&](const Lift& lift) {
            return lift.kind == kind && lift.from_version == version;
        });
        if (row == lifts.end()) return version;
        row->lift(fields);
        ++version;
    }
}

}  // namespace lini
