// What is known of every GS1 application identifier: assets/gs1/identifiers.txt, read once. Values
// and pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lini::gs1 {

extern const char* const kIdentifierText;  // The file, compiled in.

/// One part of a value.
struct ValuePart {
    char type = 'x';  // n digits, x set 82, y set 39, z base64url.
    std::size_t length_min = 1;
    std::size_t length_max = 1;
    bool optional = false;
    char rule = '\0';  // c check digit; d, D, Y dates; t time of day; see the file.
};

using AiPatterns = std::vector<std::string>;

struct Identifier {
    std::string pattern;  // "01", "31[0-6][0-5]".
    bool predefined_length = false;
    bool link_attribute = false;
    std::vector<ValuePart> parts;
    std::vector<std::vector<AiPatterns>> required;  // Each: one of these groups, whole.
    AiPatterns excluded;                            // "^": others of the same first three digits.
    bool link_key = false;
    std::vector<AiPatterns> link_qualifiers;  // Alternatives, each in order.
};

/// Nothing for what is no identifier.
const Identifier* find_identifier(std::string_view ai);

/// The identifier that `data` begins with, or an empty text. No identifier begins another.
std::string_view leading_identifier(std::string_view data);

/// True where `ai` is one that the pattern stands for.
bool matches(std::string_view pattern, std::string_view ai);

/// Empty when `value` can stand behind the identifier, else the code of what is wrong: gs1_length,
/// gs1_charset, gs1_check_digit or gs1_date.
std::string_view fault_in(const Identifier& identifier, std::string_view value);

}  // namespace lini::gs1
