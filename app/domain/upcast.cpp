#include "app/domain/upcast.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace lini {

namespace {

using nlohmann::json;

json percent_rule(const char* code, const char* label_id, const char* label_en,
                  const char* figure, const json& min_percent, const json& max_percent) {
    return {{"code", code},
            {"label", {{"id", label_id}, {"en", label_en}}},
            {"sum_of", {figure}},
            {"min", min_percent.get<std::int64_t>() * 100},
            {"max", max_percent.get<std::int64_t>() * 100},
            {"at_least", ""},
            {"equals", ""},
            {"signable", true}};
}

// Version 2 waits for more than four kinds of facts, its playbook says what is usual in rules that
// it names itself, and has gates and what else was not there.
void lift_order(json& fields) {
    json& playbook = fields.at("playbook");
    for (const char* fresh :
         {"checkpoints", "gates", "fields", "revisions", "deadlines", "warranties", "cases"}) {
        playbook[fresh] = json::array();
    }
    playbook["damages"] = nullptr;
    playbook["over_basis_points"] = 0;
    playbook["under_basis_points"] = 0;
    playbook["threshold_alarm_percent"] = playbook.at("threshold_max_percent");
    playbook["contract_rules"] = {
        percent_rule("threshold", "Ambang termin", "Threshold of the term", "threshold",
                     playbook.at("threshold_min_percent"), playbook.at("threshold_max_percent")),
        percent_rule("dp", "DP", "Down payment", "share:dp",
                     playbook.at("down_payment_min_percent"),
                     playbook.at("down_payment_max_percent"))};
    fields["fields"] = json::object();
    fields["deadline_days"] = json::object();
    fields["over_basis_points"] = 0;
    fields["under_basis_points"] = 0;
    fields["deviations"] = json::array();
    if (fields.at("threshold_reason").get<std::string>().empty()) return;
    fields["deviations"].push_back({{"rule", "threshold"},
                                    {"reason", fields.at("threshold_reason")},
                                    {"signer", fields.at("threshold_signer")}});
}

// Version 3 knows what ships, what is proven by a photo, figures to be measured by, and the pattern
// of batch numbers.
void lift_checkpoints(json& fields) {
    json& playbook = fields.at("playbook");
    for (json& checkpoint : playbook.at("checkpoints")) {
        checkpoint["ships"] = false;
        checkpoint["needs_attachment"] = false;
    }
    playbook["kpis"] = json::array();
    playbook["batch_no_pattern"] = "";
}

// Version 4 knows what is paid beside the price, taxes, and what is only meant for some contracts.
void lift_extras(json& fields) {
    const json always = {{"field", ""}, {"is", json::array()}, {"unless", false}};
    json& playbook = fields.at("playbook");
    for (const char* list : {"checkpoints", "contract_rules"}) {
        for (json& item : playbook.at(list)) item["applies"] = always;
    }
    playbook["extras"] = json::array();
    playbook["taxes"] = json::array();
    playbook["withholding_basis_points"] = 0;
    fields["extras"] = json::object();
    fields["withholding_basis_points"] = 0;
}

// Version 5 knows parts of a term, samples that leave the house, and what stands on its papers.
void lift_parts(json& fields) {
    json& playbook = fields.at("playbook");
    playbook["samples"] = json::array();
    for (json& field : playbook.at("fields")) field["printed"] = false;
    for (json& term : fields.at("terms")) {
        term["part_of"] = "";
        term["releases"] = 0;
        term["document"] = {{"id", ""}, {"en", ""}};
    }
}

// Version 6 knows bulk batches, exclusive contracts, and deviations that are signed at a terminal:
// one of before was signed by the name in its file.
void lift_bulk(json& fields) {
    json& playbook = fields.at("playbook");
    for (json& step : playbook.at("steps")) step["bulk"] = false;
    playbook["bulk_no_pattern"] = "";
    playbook["exclusive"] = nullptr;
}

// Version 2 has what the law and the shelf ask of a product.
void lift_product(json& fields) {
    fields["category"] = "";
    fields["registration_until"] = nullptr;
    fields["halal_no"] = "";
    fields["halal_until"] = nullptr;
    fields["shelf_life_months"] = 0;
    fields["expires_month_end"] = false;
}

constexpr std::array kLifts = {
    Lift{"order_imported", 1, lift_order},
    Lift{"order_imported", 2, lift_checkpoints},
    Lift{"order_imported", 3, lift_extras},
    Lift{"order_imported", 4, lift_parts},
    Lift{"order_imported", 5, lift_bulk},
    // Version 2 knows a bulk and what is filled from it.
    Lift{"batch_planned", 1,
         [](json& fields) {
             fields["bulk"] = false;
             fields["from"] = "";
         }},
    Lift{"product_defined", 1, lift_product},
    Lift{"milestone_signed", 1, [](json&) {}},
    // Version 3 knows more that a term may wait for.
    Lift{"milestone_signed", 2, [](json&) {}},
    // Version 2 bills what more or less was made, and fees.
    Lift{"charge_claimed", 1,
         [](json& fields) {
             fields["adjustment"] = 0;
             fields["bill_with"] = "";
         }},
    // Version 3 has taxes.
    Lift{"charge_claimed", 2, [](json& fields) { fields["taxes"] = json::array(); }},
    // Version 2 has a kind more.
    Lift{"payment_recorded", 1, [](json&) {}},
    // Version 2 names who approved units over the ordered quantity.
    Lift{"rework_closed", 1, [](json& fields) { fields["approval"] = nullptr; }},
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
