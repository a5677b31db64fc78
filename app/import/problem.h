// What is wrong with a file from outside, so that whoever wrote it can mend it. Values; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "app/domain/refusal.h"

namespace lini {

/// One fault in one place. `key` has a sentence in assets/locale under "import.<key>" whose
/// placeholders are the names in `args`.
struct Problem {
    std::string file;
    std::string pointer;  // JSON: "/items/0/lines/1/quantity". TOML: "steps.2.code". May be empty.
    int line = 0;         // 1-based; 0 where it is not known.
    int column = 0;       // Likewise.
    std::string key;
    std::vector<std::pair<std::string, RefusalArg>> args;
};

/// "orders.json:3:14: /items/0/threshold_percent: percent_range value=101": for the log, the
/// command line without a locale, and tests. Safe to print: outside text is made visible.
std::string to_string(const Problem& problem);

using Problems = std::vector<Problem>;

/// A value read from a file, or everything that is wrong with it (at most kProblemsMax).
template <typename T>
using Parsed = tl::expected<T, Problems>;

inline constexpr std::size_t kProblemsMax = 20;

/// The first problem as a refusal ("import.<key>" with the place in its args), for the screen.
Refusal to_refusal(const Problem& problem);

}  // namespace lini
