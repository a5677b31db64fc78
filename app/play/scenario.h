// A scenario file taken apart: one step a line, a verb and its arguments (tests/scenarios/README.md
// says what each means). Pure but for read_scenario(); any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"

namespace lini {

struct ScenarioLine {
    int line = 0;            // Counts from 1.
    std::string text;        // The line as written, for reports.
    std::string verb;
    std::vector<std::string> args;  // Escapes resolved, so any byte may be in them.
};

inline constexpr std::size_t kScenarioBytesMax = 1 << 20;

/// Words are parted by blanks; "…" holds a word together; \xNN \\ \" \r \n \t are bytes; a line
/// that begins with # says nothing. Error "scenario_unreadable" with the line number: unknown
/// verb, wrong number of arguments, open quote, unknown escape, invalid UTF-8.
Result<std::vector<ScenarioLine>> parse_scenario(std::string_view text);

/// Errors as above, or "file_unreadable".
Result<std::vector<ScenarioLine>> read_scenario(const std::string& path);

/// "90s", "5m", "2h", "1d", "250ms" in microseconds; nothing for anything else.
std::optional<std::int64_t> parse_duration_us(std::string_view text);

/// "2026-11-21T13:53:00+07:00" or "…Z" in microseconds since 1970-01-01 UTC.
std::optional<std::int64_t> parse_moment_us(const std::string& text);

/// "1920x1080".
struct SizePx {
    int width = 0;
    int height = 0;
};
std::optional<SizePx> parse_size(std::string_view text);

/// A verb with how many arguments it takes; the list is also what the README is tested against.
struct VerbRow {
    std::string_view name;
    std::size_t min_args;
    std::size_t max_args;
};
const std::vector<VerbRow>& scenario_verbs();

}  // namespace lini
