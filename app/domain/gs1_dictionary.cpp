#include "app/domain/gs1_dictionary.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "app/base/check.h"
#include "app/domain/gs1.h"

namespace lini::gs1 {
namespace {

constexpr std::size_t kAiDigitsMin = 2;
constexpr std::size_t kAiDigitsMax = 4;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

AiPatterns patterns(std::string_view text, char separator) {
    AiPatterns out;
    for (const std::string_view one : split(text, separator)) out.emplace_back(one);
    return out;
}

/// "n6d", "x..20", "[x..17]". The file is ours: what it cannot be is a bug.
ValuePart part_of(std::string_view text) {
    ValuePart part;
    part.optional = text.starts_with('[');
    if (part.optional) text = text.substr(1, text.size() - 2);
    part.type = text.front();
    text.remove_prefix(1);
    const bool up_to = text.starts_with("..");
    if (up_to) text.remove_prefix(2);
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), part.length_max);
    CHECK(error == std::errc());
    part.length_min = up_to ? 1 : part.length_max;
    if (end != text.data() + text.size()) part.rule = *end;
    return part;
}

Identifier identifier_of(std::string_view line) {
    const std::vector<std::string_view> columns = split(line, ' ');
    CHECK(columns.size() >= 3);
    Identifier row;
    row.pattern = std::string(columns[0]);
    row.predefined_length = columns[1].find('*') != std::string_view::npos;
    row.link_attribute = columns[1].find('?') != std::string_view::npos;
    for (const std::string_view part : split(columns[2], '+')) row.parts.push_back(part_of(part));
    for (std::size_t i = 3; i < columns.size(); ++i) {
        const std::string_view column = columns[i];
        const std::string_view values =
            column.substr(std::min(column.find('=') + 1, column.size()));
        if (column.starts_with("req=")) {
            auto& groups = row.required.emplace_back();
            for (const std::string_view one : split(values, ',')) {
                groups.push_back(patterns(one, '+'));
            }
        } else if (column.starts_with("ex=")) {
            row.excluded = patterns(values, ',');
        } else {
            CHECK(column.starts_with("key"));
            row.link_key = true;
            if (column == "key") continue;
            for (const std::string_view one : split(values, '|')) {
                row.link_qualifiers.push_back(patterns(one, ','));
            }
        }
    }
    return row;
}

struct Dictionary {
    std::string edition;
    std::vector<Identifier> rows;
    std::array<std::vector<std::size_t>, 100> rows_by_start;  // By the first two digits.
};

/// Whether identifiers of this pattern may begin with those two digits.
bool may_start(std::string_view pattern, std::string_view two_digits) {
    if (pattern[0] != two_digits[0]) return false;
    return pattern[1] == '[' ? two_digits[1] >= pattern[2] && two_digits[1] <= pattern[4]
                             : pattern[1] == two_digits[1];
}

Dictionary read_dictionary() {
    constexpr std::string_view kEdition = "edition ";
    Dictionary dictionary;
    for (const std::string_view line : split(kIdentifierText, '\n')) {
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with(kEdition)) {
            dictionary.edition = std::string(line.substr(kEdition.size()));
        } else {
            dictionary.rows.push_back(identifier_of(line));
        }
    }
    CHECK(!dictionary.edition.empty());
    for (std::size_t start = 0; start < dictionary.rows_by_start.size(); ++start) {
        const std::string digits{static_cast<char>('0' + start / 10),
                                 static_cast<char>('0' + start % 10)};
        for (std::size_t row = 0; row < dictionary.rows.size(); ++row) {
            if (!may_start(dictionary.rows[row].pattern, digits)) continue;
            dictionary.rows_by_start[start].push_back(row);
        }
    }
    return dictionary;
}

const Dictionary& dictionary() {
    static const Dictionary read = read_dictionary();
    return read;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_in(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

// GS1 General Specifications, figures 7.11-1 to 7.11-3.
bool is_allowed(char type, char c) {
    if (is_digit(c)) return true;
    switch (type) {
        case 'x': return is_letter(c) || is_in("!\"%&'()*+,-./:;<=>?_", c);
        case 'y': return (c >= 'A' && c <= 'Z') || is_in("#-/", c);
        case 'z': return is_letter(c) || is_in("-_=", c);
        default: return false;
    }
}

bool is_time(std::string_view hhmm) { return hhmm.substr(0, 2) < "24" && hhmm.substr(2) < "60"; }

bool is_full_date(std::string_view yyyymmdd) {
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (const char c : yyyymmdd.substr(at, digits)) value = value * 10 + (c - '0');
        return value;
    };
    const Date date{std::chrono::year{number(0, 4)},
                    std::chrono::month{static_cast<unsigned>(number(4, 2))},
                    std::chrono::day{static_cast<unsigned>(number(6, 2))}};
    return number(0, 4) > 0 && date.ok();
}

std::string_view rule_fault(char rule, std::string_view value) {
    switch (rule) {
        case 'c': return has_valid_check_digit(value) ? "" : "gs1_check_digit";
        case 'd': return parse_date(value) ? "" : "gs1_date";
        case 'D': return value.substr(4) != "00" && parse_date(value) ? "" : "gs1_date";
        case 'Y': return is_full_date(value) ? "" : "gs1_date";
        case 't': return is_time(value) ? "" : "gs1_date";
        default: return "";
    }
}

}  // namespace

bool matches(std::string_view pattern, std::string_view ai) {
    std::size_t at = 0;
    for (const char c : ai) {
        if (at >= pattern.size()) return false;
        if (pattern[at] == '[') {
            if (c < pattern[at + 1] || c > pattern[at + 3]) return false;
            at += 5;
        } else {
            if (pattern[at] == 'n' ? !is_digit(c) : pattern[at] != c) return false;
            ++at;
        }
    }
    return at == pattern.size();
}

const Identifier* find_identifier(std::string_view ai) {
    if (ai.size() < kAiDigitsMin || !is_digit(ai[0]) || !is_digit(ai[1])) return nullptr;
    const auto start = static_cast<std::size_t>((ai[0] - '0') * 10 + (ai[1] - '0'));
    for (const std::size_t row : dictionary().rows_by_start[start]) {
        const Identifier& identifier = dictionary().rows[row];
        if (matches(identifier.pattern, ai)) return &identifier;
    }
    return nullptr;
}

std::string_view leading_identifier(std::string_view data) {
    for (std::size_t digits = kAiDigitsMin; digits <= kAiDigitsMax; ++digits) {
        if (data.size() < digits) break;
        if (find_identifier(data.substr(0, digits)) != nullptr) return data.substr(0, digits);
    }
    return {};
}

std::string_view fault_in(const Identifier& identifier, std::string_view value) {
    std::size_t longest = 0;
    for (const ValuePart& part : identifier.parts) longest += part.length_max;
    if (value.empty() || value.size() > longest) return "gs1_length";
    std::string_view fault;
    for (const ValuePart& part : identifier.parts) {
        if (value.empty() && part.optional) break;
        if (value.size() < part.length_min) return "gs1_length";
        const std::string_view piece = value.substr(0, part.length_max);
        value.remove_prefix(piece.size());
        const bool allowed = std::all_of(piece.begin(), piece.end(),
                                         [&](char c) { return is_allowed(part.type, c); });
        if (!allowed) return "gs1_charset";
        if (fault.empty()) fault = rule_fault(part.rule, piece);
    }
    return fault;
}

const std::string& dictionary_edition() { return dictionary().edition; }

}  // namespace lini::gs1
