#include <filesystem>
#include <iostream>

#include "app/cli/door.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    std::string file;
};

void back_up(Verbs& verbs, const Options& options) {
    // The terminal writes it, and stands in another folder.
    const std::string file = std::filesystem::absolute(options.file).string();
    const auto reply = verbs.ask({{"verb", "backup"}, {"file", file}}, Access::existing);
    if (reply.is_null()) return;
    std::cout << verbs.context.locale.tr("cli.backed_up", {{"file", file}}) << "\n";
}

/// Never through a running terminal: its ledger is what gets replaced.
void put_back(Verbs& verbs, const Options& options) {
    const DataPlace place = verbs.place();
    if (ask_terminal(place.data, {{"verb", "status"}})) {
        return verbs.fail_with(Error{"data_in_use", place.data.string()});
    }
    const LoadedConfig loaded = load_site_config(place.data / kSiteFile);
    const auto ledger = restore(ledger_options(loaded.config, place.data, place.clock),
                                std::filesystem::absolute(options.file).string());
    if (!ledger) return verbs.fail_with(ledger.error());
    const LedgerStatus status = (*ledger)->status();
    const auto language = verbs.context.locale.language();
    std::cout << verbs.context.locale.tr(
                     "cli.restored",
                     {{"events", ui::count_text(language, status.events)},
                      {"incarnation", ui::count_text(language, status.incarnation)}})
              << "\n";
}

}  // namespace

void add_backup_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("backup", "Write a checked copy of everything but the keys",
                           [&verbs, &options] { back_up(verbs, options); });
    verb->add_option("file", options.file, "Where to")->required();
}

void add_restore_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("restore", "Put a backup in place; the present data is kept aside",
                           [&verbs, &options] { put_back(verbs, options); });
    verb->add_option("file", options.file, "The backup")->required();
}

}  // namespace lini
