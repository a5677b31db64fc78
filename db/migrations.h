// The migrations as they were when Lini was built: db/migrations/*.sql, in order of their names.
// Constant; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace lini {

/// The n-th one lifts a database from schema version n to n + 1; version 0 is an empty file.
const std::vector<std::string_view>& migrations();

}  // namespace lini
