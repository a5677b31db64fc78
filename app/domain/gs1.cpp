#include "app/domain/gs1.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "app/base/check.h"

namespace lini::gs1 {
namespace {

enum class Kind { digits, digits_with_check, date, text };

struct Identifier {
    std::string_view ai;
    Kind kind;
    std::size_t length_min;
    std::size_t length_max;  // Equal to length_min: predefined length, no separator behind it.
};

// GS1 General Specifications 24, figure 3.2-1: the identifiers that Lini prints and reads.
constexpr std::array kIdentifiers = {
    Identifier{"00", Kind::digits_with_check, 18, 18},  // SSCC
    Identifier{"01", Kind::digits_with_check, 14, 14},  // GTIN
    Identifier{"02", Kind::digits_with_check, 14, 14},  // GTIN of contained items
    Identifier{"10", Kind::text, 1, 20},                // Batch or lot
    Identifier{"11", Kind::date, 6, 6},                 // Production date
    Identifier{"15", Kind::date, 6, 6},                 // Best before date
    Identifier{"17", Kind::date, 6, 6},                 // Expiration date
    Identifier{"21", Kind::text, 1, 20},                // Serial number
    Identifier{"37", Kind::digits, 1, 8},               // Count of contained items
};

// The century rule needs the year of reading; within 49 years of this one the answer is the same
// for every reader, and Lini's dates lie within five.
constexpr int kReferenceYear = 2026;

const Identifier* identifier_of(std::string_view ai) {
    const auto* found =
        std::find_if(kIdentifiers.begin(), kIdentifiers.end(),
                     [&](const Identifier& identifier) { return identifier.ai == ai; });
    return found == kIdentifiers.end() ? nullptr : found;
}

bool has_fixed_length(const Identifier& identifier) {
    return identifier.length_min == identifier.length_max;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

// Character set 82: the invariant part of ISO/IEC 646 (GS1 General Specifications, figure 7.11-1).
bool is_set_82(char c) {
    constexpr std::string_view kPunctuation = "!\"%&'()*+,-./:;<=>?_";
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           kPunctuation.find(c) != std::string_view::npos;
}

/// Empty when `value` can stand behind `identifier`, else the code of what is wrong.
std::string_view fault_in(const Identifier& identifier, std::string_view value) {
    if (value.size() < identifier.length_min || value.size() > identifier.length_max) {
        return "gs1_length";
    }
    if (identifier.kind == Kind::text) {
        return std::all_of(value.begin(), value.end(), is_set_82) ? "" : "gs1_charset";
    }
    if (!is_all_digits(value)) return "gs1_charset";
    if (identifier.kind == Kind::digits_with_check && !has_valid_check_digit(value)) {
        return "gs1_check_digit";
    }
    if (identifier.kind == Kind::date && !parse_date(value)) return "gs1_date";
    return "";
}

}  // namespace

bool is_identifier(std::string_view ai) { return identifier_of(ai) != nullptr; }

char check_digit(std::string_view digits) {
    CHECK(is_all_digits(digits));
    int sum = 0;
    int weight = 3;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        sum = (sum + (*digit - '0') * weight) % 10;
        weight = 4 - weight;
    }
    return static_cast<char>('0' + (10 - sum) % 10);
}

bool has_valid_check_digit(std::string_view digits_with_check) {
    if (digits_with_check.size() < 2 || !is_all_digits(digits_with_check)) return false;
    const std::string_view digits = digits_with_check.substr(0, digits_with_check.size() - 1);
    return check_digit(digits) == digits_with_check.back();
}

Result<std::vector<Field>> parse(std::string_view data) {
    if (data.empty()) return fail("gs1_length", "no data");
    std::vector<Field> fields;
    while (!data.empty()) {
        const std::string_view ai = data.substr(0, 2);
        const Identifier* identifier = identifier_of(ai);
        if (identifier == nullptr) return fail("gs1_unknown_ai", std::string(ai));
        data.remove_prefix(2);
        // A separator behind a predefined length or at the end is needless, but legal labels carry
        // one (section 7.8.5.2); within a predefined length it is a value cut short.
        const std::size_t wanted =
            has_fixed_length(*identifier) ? identifier->length_max : std::string_view::npos;
        const std::size_t length = std::min({data.find(kSeparator), data.size(), wanted});
        const std::string_view value = data.substr(0, length);
        data.remove_prefix(length);
        if (!data.empty() && data.front() == kSeparator) data.remove_prefix(1);
        const std::string_view fault = fault_in(*identifier, value);
        if (!fault.empty()) return fail(std::string(fault), "(" + std::string(ai) + ")");
        fields.push_back({std::string(ai), std::string(value)});
    }
    return fields;
}

Result<std::string> format(const std::vector<Field>& fields) {
    if (fields.empty()) return fail("gs1_length", "no fields");
    std::string fixed;
    std::string variable;
    for (const Field& field : fields) {
        const Identifier* identifier = identifier_of(field.ai);
        if (identifier == nullptr) return fail("gs1_unknown_ai", field.ai);
        const std::string_view fault = fault_in(*identifier, field.value);
        if (!fault.empty()) return fail(std::string(fault), "(" + field.ai + ")");
        if (has_fixed_length(*identifier)) {
            fixed += field.ai + field.value;
        } else {
            if (!variable.empty()) variable += kSeparator;
            variable += field.ai + field.value;
        }
    }
    return fixed + variable;
}

std::string human_readable(const std::vector<Field>& fields) {
    std::string text;
    for (const Field& field : fields) text += "(" + field.ai + ")" + field.value;
    return text;
}

std::optional<Date> parse_date(std::string_view yymmdd) {
    if (yymmdd.size() != 6 || !is_all_digits(yymmdd)) return std::nullopt;
    const auto two_digits = [&](std::size_t at) {
        return (yymmdd[at] - '0') * 10 + (yymmdd[at + 1] - '0');
    };
    int year = kReferenceYear - kReferenceYear % 100 + two_digits(0);
    const int ahead = two_digits(0) - kReferenceYear % 100;
    if (ahead >= 51) year -= 100;
    if (ahead <= -50) year += 100;
    const std::chrono::month month{static_cast<unsigned>(two_digits(2))};
    if (!month.ok()) return std::nullopt;
    const auto day = static_cast<unsigned>(two_digits(4));
    if (day == 0) return std::chrono::year{year} / month / std::chrono::last;
    const Date date{std::chrono::year{year}, month, std::chrono::day{day}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::string format_date(const Date& date) {
    CHECK(date.ok());
    return fmt::format("{:02}{:02}{:02}", std::abs(static_cast<int>(date.year())) % 100,
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

const std::string* find(const std::vector<Field>& fields, std::string_view ai) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& field) { return field.ai == ai; });
    return found == fields.end() ? nullptr : &found->value;
}

}  // namespace lini::gs1
