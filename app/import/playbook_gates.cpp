#include "app/import/playbook_gates.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "app/domain/reach.h"
#include "app/import/field_match.h"

namespace lini {
namespace {

Checkpoint read_checkpoint(TomlReader& reader, const Playbook& playbook, ProblemList& problems) {
    Checkpoint checkpoint;
    checkpoint.code = reader.id_text("code");
    checkpoint.label = reader.wording("label");
    const std::string scope = reader.choice("scope", {"order", "batch", "bulk"});
    checkpoint.scope = scope == "bulk"    ? CheckpointScope::bulk
                       : scope == "batch" ? CheckpointScope::batch
                                          : CheckpointScope::order;
    checkpoint.recorded_by = read_roles(reader, "recorded_by");
    if (reader.has("signed_by")) checkpoint.signed_by = read_roles(reader, "signed_by");
    if (reader.has("needs_reference")) {
        checkpoint.needs_reference = reader.boolean("needs_reference");
    }
    if (reader.has("waivable")) checkpoint.waivable = reader.boolean("waivable");
    if (reader.has("ships")) checkpoint.ships = reader.boolean("ships");
    if (reader.has("needs_attachment")) {
        checkpoint.needs_attachment = reader.boolean("needs_attachment");
    }
    checkpoint.applies = read_field_match(reader, playbook, problems);
    reader.refuse_unknown_keys();
    return checkpoint;
}

/// "settled:dp | passed:waiver": one of them is enough.
std::vector<Condition> read_group(TomlReader& reader, const std::string& text) {
    std::vector<Condition> group;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, '|');) {
        const std::size_t from = part.find_first_not_of(' ');
        const std::size_t to = part.find_last_not_of(' ');
        if (from != std::string::npos) part = part.substr(from, to - from + 1);
        if (auto condition = condition_from_text(part)) {
            group.push_back(*std::move(condition));
        } else {
            reader.wrong("needs", "value_unknown", {{"value", part}});
        }
    }
    return group;
}

bool names_something(const GatedAct& act, const Playbook& playbook) {
    if (act.kind == GatedActKind::record_step) {
        return std::ranges::any_of(playbook.steps, [&](const Step& step) {
            return step.counted && step.code.str() == act.subject;
        });
    }
    return act.kind != GatedActKind::record_checkpoint ||
           std::ranges::find(playbook.checkpoints, act.subject, &Checkpoint::code) !=
               playbook.checkpoints.end();
}

Gate read_gate(TomlReader& reader, const Playbook& playbook) {
    Gate gate;
    gate.code = reader.id_text("code");
    gate.label = reader.wording("label");
    for (const std::string& text : reader.texts("blocks")) {
        const auto act = gated_act_from_text(text);
        if (act && names_something(*act, playbook)) {
            gate.blocks.push_back(*act);
        } else {
            reader.wrong("blocks", "value_unknown", {{"value", text}});
        }
    }
    for (const std::string& text : reader.texts("needs")) {
        gate.needs.push_back(read_group(reader, text));
    }
    if (reader.has("overridable")) gate.overridable = reader.boolean("overridable");
    reader.refuse_unknown_keys();
    return gate;
}

}  // namespace

std::vector<Role> read_roles(TomlReader& reader, std::string_view key) {
    std::vector<Role> roles;
    for (const std::string& name : reader.texts(key)) {
        if (const auto role = role_from_name(name)) {
            roles.push_back(*role);
        } else {
            reader.wrong(key, "role_unknown", {{"value", name}});
        }
    }
    return roles;
}

void read_checkpoints(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("checkpoints")) return;
    std::set<std::string> seen;
    const auto tables = root.tables("checkpoints", 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("checkpoints", i), problems);
        Checkpoint checkpoint = read_checkpoint(reader, playbook, problems);
        if (!checkpoint.code.empty() && !seen.insert(checkpoint.code).second) {
            reader.wrong("code", "item_twice", {{"value", checkpoint.code}});
        }
        playbook.checkpoints.push_back(std::move(checkpoint));
    }
}

void read_gates(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("gates")) return;
    std::set<std::string> seen;
    const auto tables = root.tables("gates", 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("gates", i), problems);
        Gate gate = read_gate(reader, playbook);
        if (!gate.code.empty() && !seen.insert(gate.code).second) {
            reader.wrong("code", "item_twice", {{"value", gate.code}});
        }
        playbook.gates.push_back(std::move(gate));
    }
}

void refuse_dead_ends(TomlReader& root, const PlaybookFile& file) {
    const Playbook& playbook = file.playbook;
    const std::vector<Term> terms = terms_of(file);
    const auto refuse_unknown = [&](std::string_view key, const std::vector<Condition>& group) {
        for (const Condition& condition : group) {
            if (is_known(condition, playbook, terms)) continue;
            root.wrong(key, "value_unknown", {{"value", condition_text(condition)}});
        }
    };
    for (const Term& term : terms) refuse_unknown("terms", term.any_of);
    for (const RevisionStage& stage : playbook.revisions) {
        refuse_unknown("revisions", {stage.until});
    }
    for (const Deadline& deadline : playbook.deadlines) {
        refuse_unknown("deadlines", {deadline.from, deadline.until});
    }
    for (const CaseKind& kind : playbook.cases) refuse_unknown("cases", {kind.from});
    for (const Warranty& warranty : playbook.warranties) {
        refuse_unknown("warranties", {warranty.from});
    }
    if (file.threshold_percent == 0 && waits_for_threshold(playbook, terms)) {
        root.wrong("threshold", "key_missing");
    }
    for (const Gate& gate : playbook.gates) {
        for (const auto& group : gate.needs) refuse_unknown("gates", group);
    }
    for (const Gate& gate : playbook.gates) {
        for (const GatedAct& act : gate.blocks) {
            const auto is_it = [&](const Term& term) { return term.id.str() == act.subject; };
            const bool known =
                act.kind != GatedActKind::bill_term || std::ranges::any_of(terms, is_it);
            if (!known) root.wrong("gates", "value_unknown", {{"value", gated_act_text(act)}});
        }
    }
    const DeadEnds stuck = dead_ends(playbook, terms);
    for (const std::string& gate : stuck.gates) {
        root.wrong("gates", "gate_never_opens", {{"gate", gate}});
    }
    for (const std::string& term : stuck.terms) {
        root.wrong("terms", "term_never_due", {{"term", term}});
    }
}

}  // namespace lini
