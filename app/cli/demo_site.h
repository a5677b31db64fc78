// The demo that the repository ships, for whoever tries Lini. One thread: main's.
#pragma once

#include "app/base/result.h"
#include "app/cli/ledger_access.h"

namespace lini {

/// An empty data folder gets the demo site with its products, users and orders; any other is left
/// as it is. Errors "demo_refused", those of the ledger.
Result<void> begin_demo(const DataPlace& place);

}  // namespace lini
