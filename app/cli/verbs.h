// The verbs of the command line: each adds itself with its options, its help and what it does.
// To add one: a file of its name, a line here, a line in cli.cpp. One thread: main's.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/cli.h"
#include "app/cli/exit_code.h"
#include "app/cli/ledger_access.h"

namespace lini {

/// What all verbs share while one of them runs.
class Verbs {
public:
    Verbs(CLI::App& cli_app, const CliContext& cli_context)
        : app(cli_app), context(cli_context), data(default_data_folder()) {}

    CLI::App& app;
    const CliContext& context;
    std::filesystem::path data;  // --data
    int exit_code = 0;

    DataPlace place() const { return {data, context.assets, context.clock}; }

    /// Says why on standard error and sets the exit code.
    void fail_with(const Error& error);
    void fail_with(const nlohmann::json& reply);

    /// The reply if it is ok; else what was wrong is told, and null comes back.
    nlohmann::json ask(const nlohmann::json& request, Access access);

    /// A verb of that name with --data, running `run` when it is the one.
    CLI::App* add(const std::string& name, const std::string& help, std::function<void()> run);
    CLI::App* add_below(CLI::App& parent, const std::string& name, const std::string& help,
                        std::function<void()> run);

    /// Options of a verb: CLI11 writes into them when it parses, long after they were declared.
    template <typename T>
    T& keep() {
        auto kept = std::make_unique<Kept<T>>();
        T& options = kept->options;
        kept_.push_back(std::move(kept));
        return options;
    }

private:
    struct KeptBase {
        virtual ~KeptBase() = default;
    };
    template <typename T>
    struct Kept final : KeptBase {
        T options;
    };
    std::vector<std::unique_ptr<KeptBase>> kept_;
};

void add_terminal_verb(Verbs& verbs, const std::function<int(const TerminalOptions&)>& run);
void add_play_verb(Verbs& verbs);
void add_import_verb(Verbs& verbs);
void add_status_verb(Verbs& verbs);
void add_scans_verb(Verbs& verbs);
void add_devices_verb(Verbs& verbs);
void add_ledger_verb(Verbs& verbs);
void add_backup_verb(Verbs& verbs);
void add_restore_verb(Verbs& verbs);
void add_user_verb(Verbs& verbs);
void add_label_verb(Verbs& verbs);
void add_charge_verb(Verbs& verbs);
void add_report_verb(Verbs& verbs);
void add_document_verb(Verbs& verbs);
void add_formula_verb(Verbs& verbs);
void add_evidence_verb(Verbs& verbs);
void add_scan_image_verb(Verbs& verbs);

}  // namespace lini
