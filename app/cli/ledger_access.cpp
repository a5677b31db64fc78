#include "app/cli/ledger_access.h"

#include <future>
#include <memory>
#include <utility>

#include "app/cli/door.h"
#include "app/identity/digest.h"

namespace lini {

namespace {

Result<std::unique_ptr<Ledger>> open_for(Access access, const LedgerOptions& options) {
    if (access != Access::reading) return Ledger::open(options);
    auto ledger = Ledger::open_reading(options);
    // One of an older program is lifted first, which takes the lock and writes.
    const bool older = !ledger && ledger.error().code == "data_older";
    return older ? Ledger::open(options) : std::move(ledger);
}

}  // namespace

LedgerOptions ledger_options(const SiteConfig& config, const std::filesystem::path& data,
                             const Clock& clock) {
    LedgerOptions options;
    options.folder = data.string();
    options.terminal = config.terminal;
    options.terminal_code = config.terminal_code;
    options.zone = config.zone;
    options.shifts = config.shifts;
    for (const SiteDestination& destination : config.destinations) {
        options.destinations.emplace_back(destination_name(destination.kind));
    }
    options.clock = &clock;
    return options;
}

LedgerCall through(LedgerThread& ledger) {
    return [&ledger](const std::function<void(Ledger&)>& run) -> Result<void> {
        std::promise<void> done;
        const bool taken = ledger.request(CallRequest{[&](Ledger& open) {
            run(open);
            done.set_value();
        }});
        if (!taken) return fail("ledger_busy");
        // The ledger's thread finishes what it took, also when the terminal ends.
        done.get_future().wait();
        return {};
    };
}

LedgerCall reading_beside(LedgerOptions options) {
    return [options = std::move(options)](
               const std::function<void(Ledger&)>& run) -> Result<void> {
        const auto ledger = Ledger::open_reading(options);
        if (!ledger) return pass_on(ledger);
        run(**ledger);
        return {};
    };
}

Result<nlohmann::json> ask_ledger(const DataPlace& place, const nlohmann::json& request,
                                  Access access) {
    auto reply = ask_terminal(place.data, request);
    if (reply || reply.error().code != "no_terminal") return reply;
    if (access != Access::writing && !std::filesystem::exists(place.data / kDatabaseFile)) {
        return fail("data_missing", place.data.string());
    }
    const LoadedConfig loaded = load_site_config(place.data / kSiteFile);
    const LedgerOptions options = ledger_options(loaded.config, place.data, place.clock);
    const auto ledger = open_for(access, options);
    if (!ledger) return pass_on(ledger);
    const LedgerCall directly = [&](const std::function<void(Ledger&)>& run) -> Result<void> {
        run(**ledger);
        return {};
    };
    return serve(request,
                 VerbContext{place.data, place.assets, place.clock, &system_random, directly});
}

}  // namespace lini
