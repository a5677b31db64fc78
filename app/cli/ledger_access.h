// How a verb reaches the ledger: through the terminal that runs on the data folder, or, where
// none runs, by opening it here: to read, or to write with the folder's lock. The verb cannot tell
// which.
// One thread: the command line's; through() for the door of a terminal.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/cli/serve.h"
#include "app/import/site_config.h"
#include "db/ledger.h"
#include "db/ledger_thread.h"

namespace lini {

inline constexpr const char* kSiteFile = "site.toml";
inline constexpr const char* kDatabaseFile = "lini.db";

/// Where a command line works.
struct DataPlace {
    std::filesystem::path data;
    std::filesystem::path assets;
    const Clock& clock;
};

/// What the site's configuration says about its ledger. `clock` outlives the ledger.
LedgerOptions ledger_options(const SiteConfig& config, const std::filesystem::path& data,
                             const Clock& clock);

/// Calls on the ledger of a running terminal; it outlives what is returned.
LedgerCall through(LedgerThread& ledger);

/// Calls on a ledger that is opened to read for each of them, beside the terminal that runs on it.
LedgerCall reading_beside(LedgerOptions options);

enum class Access {
    reading,   // Nothing in the folder is changed, and its lock is not needed.
    existing,  // As writing, but there must be a database: none is made.
    writing,
};

/// The reply to `request`. Errors: "peer_gone", "peer_silent", "peer_garbled" of a terminal that
/// runs; "data_missing"; those of Ledger::open().
Result<nlohmann::json> ask_ledger(const DataPlace& place, const nlohmann::json& request,
                                  Access access);

}  // namespace lini
