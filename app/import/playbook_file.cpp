#include "app/import/playbook_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "app/import/playbook_contract.h"
#include "app/import/playbook_gates.h"
#include "app/import/toml_reader.h"

namespace lini {
namespace {

constexpr int kWholeBasisPoints = 10'000;
constexpr std::size_t kReasonsMax = 12;  // Two screens of six tiles.

/// Notes a code that came before; true when it is new.
bool is_new(std::set<std::string>& seen, const std::string& code, TomlReader& reader,
            std::string_view key) {
    if (code.empty() || seen.insert(code).second) return true;
    reader.wrong(key, "item_twice", {{"value", code}});
    return false;
}

void read_steps(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    std::set<std::string> seen;
    const auto tables = root.tables("steps", 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("steps", i), problems);
        Step step;
        step.code = StepCode{reader.id_text("code")};
        step.label = reader.wording("label");
        step.unit = reader.text("unit", 16);
        step.counted = reader.boolean("counted");
        if (reader.has("bulk")) step.bulk = reader.boolean("bulk");
        const bool late = step.bulk && !playbook.steps.empty() && !playbook.steps.back().bulk;
        if (late) reader.wrong("bulk", "bulk_step_late", {{"value", step.code.str()}});
        reader.refuse_unknown_keys();
        if (is_new(seen, step.code.str(), reader, "code")) playbook.steps.push_back(step);
    }
    playbook.counting_step = StepCode{root.id_text("counting_step")};
    if (playbook.counting_step.empty() || tables.empty()) return;
    const auto found = std::ranges::find(playbook.steps, playbook.counting_step, &Step::code);
    if (found == playbook.steps.end()) {
        root.wrong("counting_step", "step_unknown", {{"value", playbook.counting_step.str()}});
    } else if (!found->counted || found->bulk) {
        root.wrong("counting_step", "step_not_counted", {{"value", found->code.str()}});
    }
}

void read_reasons(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    constexpr std::string_view kIconCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    std::set<std::string> seen;
    const auto tables = root.tables("reject_reasons", 1);
    if (tables.size() > kReasonsMax) {
        root.wrong("reject_reasons", "array_size",
                   {{"value", static_cast<std::int64_t>(tables.size())},
                    {"min", std::int64_t{1}},
                    {"max", static_cast<std::int64_t>(kReasonsMax)}});
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("reject_reasons", i), problems);
        RejectReason reason;
        reason.code = reader.id_text("code");
        reason.label = reader.wording("label");
        reason.icon = reader.text("icon", 40);
        reader.refuse_unknown_keys();
        if (reason.icon.find_first_not_of(kIconCharacters) != std::string::npos) {
            reader.wrong("icon", "id_characters", {{"value", reason.icon}});
        }
        if (is_new(seen, reason.code, reader, "code")) playbook.reject_reasons.push_back(reason);
    }
}

int read_percent(TomlReader& reader, std::string_view key) {
    return static_cast<int>(reader.integer(key, {1, 100}));
}

/// Of an order that says nothing else. A playbook may do without: then nothing waits for it.
void read_threshold(TomlReader& root, PlaybookFile& file, ProblemList& problems) {
    if (!root.has("threshold")) return;
    TomlReader reader(root.table("threshold"), "threshold", problems);
    file.threshold_percent = read_percent(reader, "percent");
    file.playbook.threshold_alarm_percent = read_percent(reader, "alarm_percent");
    file.counts_status = reader.choice("counts_status", {"not_rejected", "released"}) == "released"
                             ? CountsStatus::released
                             : CountsStatus::not_rejected;
    reader.refuse_unknown_keys();
    if (file.threshold_percent > file.playbook.threshold_alarm_percent) {
        reader.wrong("alarm_percent", "bounds_crossed");
    }
}

PlaybookTerm read_term(TomlReader& reader) {
    PlaybookTerm term;
    term.id = TermId{reader.id_text("id")};
    term.label = reader.wording("label");
    term.basis_points = reader.percent_as_basis_points("percent");
    for (const std::string& name : reader.texts("waits_for_any")) {
        if (auto condition = condition_from_text(name)) {
            term.any_of.push_back(*std::move(condition));
        } else {
            reader.wrong("waits_for_any", "value_unknown", {{"value", name}});
        }
    }
    term.due_days = static_cast<int>(reader.integer("due_days", {0, 365}));
    if (reader.has("document")) term.document = reader.wording("document");
    reader.refuse_unknown_keys();
    return term;
}

void read_terms(TomlReader& root, PlaybookFile& file, ProblemList& problems) {
    std::set<std::string> seen;
    int sum = 0;
    const auto tables = root.tables("terms", 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("terms", i), problems);
        PlaybookTerm term = read_term(reader);
        sum += term.basis_points;
        if (is_new(seen, term.id.str(), reader, "id")) file.terms.push_back(std::move(term));
    }
    if (tables.empty() || sum == kWholeBasisPoints) return;
    root.wrong("terms", "shares_sum",
               {{"sum", std::int64_t{sum}}, {"whole", std::int64_t{kWholeBasisPoints}}});
}

void read_rights(TomlReader& root, Playbook& playbook, ProblemList& problems) {
    if (!root.has("rights")) return;
    const toml::table& table = root.table("rights");
    TomlReader reader(table, "rights", problems);
    for (const auto& [key, node] : table) {
        const auto right = right_from_name(key.str());
        if (!right) continue;  // Refused with the unknown keys.
        RightGrant grant{*right, {}};
        for (const std::string& name : reader.texts(key.str())) {
            if (const auto role = role_from_name(name)) {
                grant.roles.push_back(*role);
            } else {
                reader.wrong(key.str(), "role_unknown", {{"value", name}});
            }
        }
        playbook.grants.push_back(std::move(grant));
    }
    reader.refuse_unknown_keys();
}

Problems unreadable(const std::string& path, const char* key) {
    Problem problem;
    problem.file = path;
    problem.key = key;
    return {problem};
}

/// In the order of their names; none where the folder cannot be read.
std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".toml") paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    return paths;
}

}  // namespace

std::vector<Term> terms_of(const PlaybookFile& file) {
    std::vector<Term> terms;
    for (const PlaybookTerm& term : file.terms) {
        terms.push_back({term.id, term.label, term.basis_points, {}, term.any_of, term.due_days,
                         {}, 0, term.document});
    }
    return terms;
}

Parsed<PlaybookFile> read_playbook(const std::string& filename, std::string_view text,
                                   Sha256Hex sha256_hex) {
    const auto table = read_toml(filename, text, kPlaybookBytesMax);
    if (!table) return tl::unexpected(table.error());
    ProblemList problems(filename);
    TomlReader root(*table, "", problems);
    PlaybookFile file;
    Playbook& playbook = file.playbook;
    playbook.name = root.id_text("name");
    playbook.version = static_cast<int>(root.integer("version", {1, 1'000'000}));
    playbook.title = root.wording("title");
    read_steps(root, playbook, problems);
    read_reasons(root, playbook, problems);
    read_threshold(root, file, problems);
    read_terms(root, file, problems);
    read_rights(root, playbook, problems);
    read_contract(root, playbook, problems);
    read_extras(root, file, problems);
    read_checkpoints(root, playbook, problems);
    read_gates(root, playbook, problems);
    read_plan(root, playbook, problems);
    if (problems.empty()) refuse_dead_ends(root, file);
    root.refuse_unknown_keys();
    if (!problems.empty()) return tl::unexpected(problems.take());
    playbook.text = std::string(text);
    playbook.sha256_hex = sha256_hex(text);
    return file;
}

Parsed<Playbooks> read_playbooks(const std::filesystem::path& folder, Sha256Hex sha256_hex,
                                 const std::filesystem::path& own_folder) {
    auto paths = toml_files(folder);
    if (paths.empty()) return tl::unexpected(unreadable(folder.string(), "playbooks_missing"));
    if (!own_folder.empty()) {
        for (std::filesystem::path& own : toml_files(own_folder)) paths.push_back(std::move(own));
    }
    Playbooks playbooks;
    for (const std::filesystem::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in) return tl::unexpected(unreadable(path.string(), "file_unreadable"));
        auto file = read_playbook(path.filename().string(), text, sha256_hex);
        if (!file) return tl::unexpected(file.error());
        const std::string name = file->playbook.name;
        if (!playbooks.emplace(name, std::move(*file)).second) {
            return tl::unexpected(unreadable(path.string(), "playbook_twice"));
        }
    }
    return playbooks;
}

}  // namespace lini
