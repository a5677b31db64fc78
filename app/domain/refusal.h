// The user asked for the impossible: what, in numbers, and what to do next. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/domain/phrase.h"

namespace lini {

/// What the screen offers as a button beside a refusal.
enum class Remedy {
    none,
    scan_again,
    scan_id_card,
    open_other_batch,
    ask_supervisor,
    update_terminal,
    choose_reason,
    see_limits,
    see_gate,
};

using RefusalArg = std::variant<std::int64_t, std::string, Phrases>;

/// `key` has a sentence in assets/locale under "refusal.<key>" whose placeholders are the names
/// in `args`. Never a sentence in one language, so a log can hold it.
struct Refusal {
    std::string key;
    std::vector<std::pair<std::string, RefusalArg>> args;
    Remedy remedy = Remedy::none;
};

/// "over_ordered ordered=10000 would_be=10250": for the log and for tests.
std::string to_string(const Refusal& refusal);

}  // namespace lini
