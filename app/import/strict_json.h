// JSON as a contract and not as a hint: RFC 8259 with the gaps closed that let two readers see two
// documents in one file. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/import/problem.h"

namespace lini {

struct JsonBounds {
    std::size_t bytes_max;
    int depth_max;
};

/// The document, or problems: "file_empty", "file_large", "not_utf8", "json_syntax",
/// "json_twice" (a key named twice in one object), "json_deep", "number_fraction" (any number with
/// a point or an exponent: amounts are integers, measured values are text), "number_huge".
Parsed<nlohmann::json> read_strict_json(const std::string& filename, std::string_view bytes,
                                        const JsonBounds& bounds);

/// One step of a JSON pointer, with `~` and `/` escaped (RFC 6901, section 3).
std::string pointer_token(std::string_view key);

}  // namespace lini
