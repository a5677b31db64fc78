// The ledger's events page by page, so that neither side ever holds them all. One thread: main's.
#pragma once

#include <functional>

#include <nlohmann/json.hpp>

#include "app/cli/verbs.h"

namespace lini {

/// Calls `each` for every event, chain by chain. False where an answer did not come: then why was
/// told.
bool each_exported_event(Verbs& verbs, const std::function<void(const nlohmann::json&)>& each);

}  // namespace lini
