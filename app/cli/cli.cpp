#include "app/cli/cli.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "app/cli/say.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

void say(Verbs& verbs, const Spoken& spoken) {
    std::cerr << "lini: " << spoken.text << "\n";
    verbs.exit_code = static_cast<int>(spoken.code);
}

}  // namespace

std::filesystem::path default_data_folder() {
    if (const auto data = environment("LINI_DATA"); !data.empty()) return data;
    if (const auto xdg = environment("XDG_DATA_HOME"); !xdg.empty()) {
        return std::filesystem::path(xdg) / "lini";
    }
    return std::filesystem::path(environment("HOME")) / ".local/share/lini";
}

void Verbs::fail_with(const Error& error) { say(*this, say_error(context.locale, error)); }

void Verbs::fail_with(const nlohmann::json& reply) {
    say(*this, say_failure(context.locale, reply));
}

nlohmann::json Verbs::ask(const nlohmann::json& request, Access access) {
    auto reply = ask_ledger(place(), request, access);
    if (!reply) {
        fail_with(reply.error());
        return nullptr;
    }
    if (!reply->is_object() || !reply->value("ok", false)) {
        fail_with(*reply);
        return nullptr;
    }
    return *std::move(reply);
}

CLI::App* Verbs::add(const std::string& name, const std::string& help, std::function<void()> run) {
    return add_below(app, name, help, std::move(run));
}

CLI::App* Verbs::add_below(CLI::App& parent, const std::string& name, const std::string& help,
                           std::function<void()> run) {
    CLI::App* verb = parent.add_subcommand(name, help);
    verb->add_option("--data", data, "Data folder (default: $LINI_DATA or ~/.local/share/lini)");
    if (run) verb->callback(std::move(run));
    return verb;
}

int run_cli(int argc, char** argv, const CliContext& context,
            const std::function<int(const TerminalOptions&)>& run_terminal) {
    CLI::App app("Lini: the terminal of a production line", "lini");
    app.footer(kExitCodesHelp);
    app.require_subcommand(0, 1);
    Verbs verbs(app, context);
    add_terminal_verb(verbs, run_terminal);
    add_play_verb(verbs);
    add_import_verb(verbs);
    add_status_verb(verbs);
    add_scans_verb(verbs);
    add_devices_verb(verbs);
    add_ledger_verb(verbs);
    add_backup_verb(verbs);
    add_restore_verb(verbs);
    add_user_verb(verbs);
    add_label_verb(verbs);
    add_charge_verb(verbs);
    add_report_verb(verbs);
    add_document_verb(verbs);
    add_formula_verb(verbs);
    add_evidence_verb(verbs);
    add_scan_image_verb(verbs);
    app.callback([&] {
        if (!app.get_subcommands().empty()) return;
        TerminalOptions options;
        options.data = verbs.data;
        options.assets = context.assets;
        verbs.exit_code = run_terminal(options);
    });
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked_for_help = app.exit(error) == 0;
        return static_cast<int>(asked_for_help ? ExitCode::done : ExitCode::wrong_usage);
    }
    return verbs.exit_code;
}

}  // namespace lini
