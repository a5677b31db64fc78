#include <fstream>
#include <iostream>

#include "app/cli/exported_events.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string file;
    bool as_json = false;
};

void say_report(const Verbs& verbs, const json& report) {
    const ui::Locale& locale = verbs.context.locale;
    for (const json& chain : report["chains"]) {
        const std::string problem = chain.value("problem", std::string());
        const bool certain = chain.value("certain_to_seq", std::int64_t{0}) > 0;
        std::string key = certain ? "cli.chain_certain" : "cli.chain_accident_only";
        if (!problem.empty()) key = "cli.chain_broken";
        const auto count = [&](const char* name) {
            return ui::count_text(locale.language(), chain.value(name, std::int64_t{0}));
        };
        std::cout << locale.tr(key, {{"terminal", chain.value("terminal", std::string())},
                                     {"incarnation", count("incarnation")},
                                     {"events", count("events")},
                                     {"certain", count("certain_to_seq")},
                                     {"problem", problem},
                                     {"seq", count("problem_seq")}})
                  << "\n";
    }
    const std::string storage = report.value("storage_problem", std::string());
    if (!storage.empty()) std::cout << storage << "\n";
}

void verify(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask({{"verb", "ledger.verify"}}, Access::reading);
    if (reply.is_null()) return;
    const json& report = reply["report"];
    if (options.as_json) {
        std::cout << report.dump(2) << "\n";
    } else {
        say_report(verbs, report);
    }
    if (!report.value("sound", false)) verbs.exit_code = static_cast<int>(ExitCode::refused);
}

void stats(Verbs& verbs) {
    const auto reply = verbs.ask({{"verb", "ledger.stats"}}, Access::reading);
    constexpr int kIndent = 2;
    if (!reply.is_null()) std::cout << reply["stats"].dump(kIndent) << "\n";
}

void export_events(Verbs& verbs, const Options& options) {
    std::ofstream file;
    if (!options.file.empty()) file.open(options.file, std::ios::binary | std::ios::trunc);
    std::ostream& out = options.file.empty() ? std::cout : file;
    const auto write = [&](const json& event) { out << event.dump() << "\n"; };
    if (!each_exported_event(verbs, write)) return;
    out.flush();
    if (!out) verbs.fail_with(Error{"file_unwritable", options.file});
}

}  // namespace

void add_ledger_verb(Verbs& verbs) {
    auto* verb = verbs.add("ledger", "Look into the ledger", {});
    verb->require_subcommand(1);
    auto& checking = verbs.keep<Options>();
    verbs.add_below(*verb, "verify", "Check every hash, link and signed head; 1 if unsound",
                    [&verbs, &checking] { verify(verbs, checking); })
        ->add_flag("--json", checking.as_json, "The report as JSON");
    verbs.add_below(*verb, "stats", "Counts by kind, as JSON", [&verbs] { stats(verbs); });
    auto& options = verbs.keep<Options>();
    auto* exporting = verbs.add_below(*verb, "export", "Every event as a line of JSON",
                                      [&verbs, &options] { export_events(verbs, options); });
    exporting->add_option("file", options.file, "Where to (default: standard output)");
}

}  // namespace lini
