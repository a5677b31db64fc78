#include "app/import/playbook_contract.h"

#include <algorithm>
#include <optional>
#include <set>

#include "app/domain/batch_number.h"
#include "app/domain/contract.h"
#include "app/import/field_match.h"
#include "app/import/playbook_gates.h"

namespace lini {
namespace {

constexpr std::int64_t kDaysMax = 3'650;
constexpr std::int64_t kMonthsMax = 600;

/// The items of [[key]], each with a code that is there once.
template <typename Item, typename Read>
void read_items(TomlReader& root, std::string_view key, ProblemList& problems,
                std::vector<Item>& items, Read read) {
    if (!root.has(key)) return;
    std::set<std::string> seen;
    const auto tables = root.tables(key, 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to(key, i), problems);
        Item item;
        item.code = reader.id_text("code");
        item.label = reader.wording("label");
        read(reader, item);
        reader.refuse_unknown_keys();
        if (!item.code.empty() && !seen.insert(item.code).second) {
            reader.wrong("code", "item_twice", {{"value", item.code}});
        }
        items.push_back(std::move(item));
    }
}

void read_field(TomlReader& reader, ContractField& field) {
    const std::string kind =
        reader.choice("kind", {"text", "integer", "rupiah", "date", "choice", "reference_order",
                               "reference_tolerance"});
    if (kind == "integer") field.kind = FieldKind::integer;
    if (kind == "rupiah") field.kind = FieldKind::rupiah;
    if (kind == "date") field.kind = FieldKind::date;
    if (kind == "reference_order") field.kind = FieldKind::reference_order;
    if (kind == "reference_tolerance") field.kind = FieldKind::reference_tolerance;
    if (kind == "choice") {
        field.kind = FieldKind::choice;
        field.choices = reader.texts("choices");
    }
    if (reader.has("required")) field.required = reader.boolean("required");
    if (reader.has("printed")) field.printed = reader.boolean("printed");
}

std::optional<std::int64_t> read_bound(TomlReader& reader, const std::string& name,
                                       FigureUnit unit) {
    if (unit == FigureUnit::basis_points) {
        const std::string key = name + "_percent";
        if (!reader.has(key)) return std::nullopt;
        return reader.percent_as_basis_points(key);
    }
    if (!reader.has(name)) return std::nullopt;
    return reader.integer(name, {0, kRupiahMax});
}

std::string read_figure(TomlReader& reader, const char* key, const Playbook& playbook) {
    if (!reader.has(key)) return {};
    std::string name = reader.text(key);
    if (!figure_unit(playbook, name)) reader.wrong(key, "value_unknown", {{"value", name}});
    return name;
}

void read_rule(TomlReader& reader, const Playbook& playbook, ProblemList& problems,
               ContractRule& rule) {
    rule.sum_of = reader.texts("sum_of");
    FigureUnit unit = FigureUnit::number;
    for (const std::string& name : rule.sum_of) {
        if (const auto known = figure_unit(playbook, name)) {
            unit = *known;
        } else {
            reader.wrong("sum_of", "value_unknown", {{"value", name}});
        }
    }
    rule.min = read_bound(reader, "min", unit);
    rule.max = read_bound(reader, "max", unit);
    rule.at_least = read_figure(reader, "at_least", playbook);
    rule.equals = read_figure(reader, "equals", playbook);
    if (reader.has("signable")) rule.signable = reader.boolean("signable");
    rule.applies = read_field_match(reader, playbook, problems);
    if (rule.min && rule.max && *rule.min > *rule.max) reader.wrong("sum_of", "bounds_crossed");
    const bool bound = rule.min || rule.max || !rule.at_least.empty() || !rule.equals.empty();
    if (!bound) reader.wrong("sum_of", "rule_without_bound", {{"rule", rule.code}});
}

Condition read_condition(TomlReader& reader, std::string_view key) {
    const std::string text = reader.text(key);
    if (auto condition = condition_from_text(text)) return *std::move(condition);
    if (!text.empty()) reader.wrong(key, "value_unknown", {{"value", text}});
    return {};
}

void read_stage(TomlReader& reader, RevisionStage& stage) {
    stage.free = static_cast<int>(reader.integer("free", {0, 100}));
    if (reader.has("fee_rupiah")) {
        stage.fee = Rupiah{reader.integer("fee_rupiah", {0, kRupiahMax})};
    } else {
        stage.fee_basis_points = reader.percent_as_basis_points("fee_percent");
    }
    if (reader.has("fee_max_rupiah")) {
        stage.fee_max = Rupiah{reader.integer("fee_max_rupiah", {1, kRupiahMax})};
    }
    stage.until = read_condition(reader, "until");
}

void read_deadline(TomlReader& reader, Deadline& deadline) {
    deadline.from = read_condition(reader, "from");
    deadline.until = read_condition(reader, "until");
    deadline.days = static_cast<int>(reader.integer("days", {1, kDaysMax}));
    deadline.working = reader.choice("counts", {"calendar", "working"}) == "working";
    if (reader.has("client")) deadline.client = reader.boolean("client");
}

void read_tolerance(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("tolerance")) return;
    TomlReader reader(root.table("tolerance"), "tolerance", problems);
    playbook.over_basis_points = reader.percent_as_basis_points("over_percent");
    playbook.under_basis_points = reader.percent_as_basis_points("under_percent");
    reader.refuse_unknown_keys();
}

void read_case(TomlReader& reader, CaseKind& kind, ProblemList& problems) {
    kind.opened_by = read_roles(reader, "opened_by");
    if (reader.has("hours")) kind.hours = static_cast<int>(reader.integer("hours", {1, 10'000}));
    if (reader.has("from")) kind.from = read_condition(reader, "from");
    if (reader.has("needs_attachment")) {
        kind.needs_attachment = reader.boolean("needs_attachment");
    }
    if (!reader.has("path")) return;
    const auto steps = reader.tables("path", 1);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        TomlReader step(*steps[i], reader.path_to("path", i), problems);
        kind.path.push_back({step.id_text("code"), step.wording("label")});
        step.refuse_unknown_keys();
    }
}

void read_kpi(TomlReader& reader, const Playbook& playbook, Kpi& kpi) {
    const std::string measure =
        reader.choice("measure", {"lead_time", "defect_rate", "on_time"});
    if (measure == "defect_rate") kpi.measure = KpiMeasure::defect_rate;
    if (measure == "on_time") kpi.measure = KpiMeasure::on_time;
    const std::string comparison =
        reader.choice("comparison", {"at_most", "below", "at_least", "above"});
    if (comparison == "below") kpi.comparison = Comparison::below;
    if (comparison == "at_least") kpi.comparison = Comparison::at_least;
    if (comparison == "above") kpi.comparison = Comparison::above;
    if (kpi.measure != KpiMeasure::defect_rate) {
        kpi.deadline = reader.id_text("deadline");
        if (find_deadline(playbook, kpi.deadline) == nullptr) {
            reader.wrong("deadline", "value_unknown", {{"value", kpi.deadline}});
        }
    }
    if (kpi.measure == KpiMeasure::lead_time) {
        kpi.target = reader.integer("target_days", {1, kDaysMax});
        kpi.industry = reader.integer("industry_days", {1, kDaysMax});
    } else {
        kpi.target = reader.percent_as_basis_points("target_percent");
        kpi.industry = reader.percent_as_basis_points("industry_percent");
    }
}

void read_batch_no_pattern(TomlReader& root, const char* key, std::string& pattern) {
    if (!root.has(key)) return;
    pattern = root.text(key);
    if (is_batch_no_pattern(pattern)) return;
    root.wrong(key, "value_unknown", {{"value", pattern}});
}

void read_damages(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("damages")) return;
    TomlReader reader(root.table("damages"), "damages", problems);
    Damages damages;
    damages.deadline = reader.id_text("deadline");
    damages.basis_points_per_day = reader.percent_as_basis_points("percent_per_day");
    damages.tolerance_days = static_cast<int>(reader.integer("tolerance_days", {0, kDaysMax}));
    if (reader.has("cap_percent")) {
        damages.cap_basis_points = reader.percent_as_basis_points("cap_percent");
    }
    reader.refuse_unknown_keys();
    if (find_deadline(playbook, damages.deadline) == nullptr) {
        reader.wrong("deadline", "value_unknown", {{"value", damages.deadline}});
    }
    playbook.damages = std::move(damages);
}

void read_exclusivity(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("exclusivity")) return;
    TomlReader reader(root.table("exclusivity"), "exclusivity", problems);
    playbook.exclusive = read_field_match(reader, playbook, problems);
    reader.refuse_unknown_keys();
}

}  // namespace

void read_contract(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    read_items(root, "fields", problems, playbook.fields, read_field);
    read_items(root, "deadlines", problems, playbook.deadlines, read_deadline);
    // Rules are about figures of both.
    read_items(root, "contract_rules", problems, playbook.contract_rules,
               [&](TomlReader& reader, ContractRule& rule) {
                   read_rule(reader, playbook, problems, rule);
               });
    read_items(root, "taxes", problems, playbook.taxes, [](TomlReader&, PlaybookTax&) {});
    read_items(root, "samples", problems, playbook.samples,
               [](TomlReader& reader, SampleKind& kind) {
                   kind.cap = reader.integer("cap", {1, kQuantityMax});
               });
    if (root.has("withholding_percent")) {
        playbook.withholding_basis_points = root.percent_as_basis_points("withholding_percent");
    }
}

void read_extras(TomlReader& root, PlaybookFile& file, ProblemList& problems) {
    read_items(root, "extras", problems, file.playbook.extras,
               [&](TomlReader& reader, Extra& extra) {
                   if (reader.has("percent")) {
                       extra.basis_points = reader.percent_as_basis_points("percent");
                   }
                   if (reader.has("required")) extra.required = reader.boolean("required");
                   extra.with = TermId{reader.id_text("with")};
                   extra.applies = read_field_match(reader, file.playbook, problems);
                   if (std::ranges::find(file.terms, extra.with, &PlaybookTerm::id) ==
                       file.terms.end()) {
                       reader.wrong("with", "value_unknown", {{"value", extra.with.str()}});
                   }
               });
}

void read_plan(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    read_items(root, "revisions", problems, playbook.revisions, read_stage);
    read_items(root, "warranties", problems, playbook.warranties,
               [](TomlReader& reader, Warranty& warranty) {
                   warranty.from = read_condition(reader, "from");
                   warranty.months = static_cast<int>(reader.integer("months", {1, kMonthsMax}));
               });
    read_items(root, "cases", problems, playbook.cases,
               [&](TomlReader& reader, CaseKind& kind) { read_case(reader, kind, problems); });
    read_items(root, "kpis", problems, playbook.kpis,
               [&](TomlReader& reader, Kpi& kpi) { read_kpi(reader, playbook, kpi); });
    read_batch_no_pattern(root, "batch_no_pattern", playbook.batch_no_pattern);
    read_batch_no_pattern(root, "bulk_no_pattern", playbook.bulk_no_pattern);
    const bool counts_bulk = std::ranges::any_of(
        playbook.steps, [](const Step& step) { return step.bulk && step.counted; });
    if (!playbook.bulk_no_pattern.empty() && !counts_bulk) {
        root.wrong("bulk_no_pattern", "bulk_step_missing");
    }
    read_exclusivity(root, playbook, problems);
    read_damages(root, playbook, problems);
    read_tolerance(root, playbook, problems);
}

}  // namespace lini
