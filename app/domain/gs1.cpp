#include "app/domain/gs1.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "app/base/check.h"
#include "app/domain/gs1_dictionary.h"

namespace lini::gs1 {
namespace {

// The century rule needs the year of reading; within 49 years of this one the answer is the same
// for every reader, and Lini's dates lie within five.
constexpr int kReferenceYear = 2026;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

std::size_t predefined_value(const Identifier& identifier) {
    std::size_t length = 0;
    for (const ValuePart& part : identifier.parts) length += part.length_max;
    return length;
}

}  // namespace

bool is_identifier(std::string_view ai) { return find_identifier(ai) != nullptr; }

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
        const std::string_view ai = leading_identifier(data);
        if (ai.empty()) return fail("gs1_unknown_ai", std::string(data.substr(0, 4)));
        const Identifier* identifier = find_identifier(ai);
        data.remove_prefix(ai.size());
        // A separator behind a predefined length or at the end is needless, but legal labels carry
        // one (section 7.8.5.2); within a predefined length it is a value cut short.
        const std::size_t wanted =
            identifier->predefined_length ? predefined_value(*identifier) : std::string_view::npos;
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
        const Identifier* identifier = find_identifier(field.ai);
        if (identifier == nullptr) return fail("gs1_unknown_ai", field.ai);
        const std::string_view fault = fault_in(*identifier, field.value);
        if (!fault.empty()) return fail(std::string(fault), "(" + field.ai + ")");
        if (identifier->predefined_length) {
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

namespace {

/// Whether any of `fields` but the one at `self` is meant by the pattern.
bool has_other(const std::vector<Field>& fields, std::size_t self, const std::string& pattern) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool same_series = fields[i].ai.size() == 4 && fields[self].ai.size() == 4 &&
                                 fields[i].ai.substr(0, 3) == fields[self].ai.substr(0, 3);
        const bool meant = pattern == "^" ? same_series : matches(pattern, fields[i].ai);
        if (meant && fields[i].ai != fields[self].ai) return true;
    }
    return false;
}

bool is_satisfied(const std::vector<AiPatterns>& groups, const std::vector<Field>& fields,
                  std::size_t self) {
    return std::any_of(groups.begin(), groups.end(), [&](const AiPatterns& group) {
        return std::all_of(group.begin(), group.end(), [&](const std::string& pattern) {
            return has_other(fields, self, pattern);
        });
    });
}

}  // namespace

Result<void> check_exclusions(const std::vector<Field>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Identifier* identifier = find_identifier(fields[i].ai);
        if (identifier == nullptr) return fail("gs1_unknown_ai", fields[i].ai);
        for (const std::string& pattern : identifier->excluded) {
            if (!has_other(fields, i, pattern)) continue;
            return fail("gs1_contradiction", "(" + fields[i].ai + ") beside (" + pattern + ")");
        }
    }
    return {};
}

Result<void> check_companions(const std::vector<Field>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Identifier* identifier = find_identifier(fields[i].ai);
        if (identifier == nullptr) return fail("gs1_unknown_ai", fields[i].ai);
        for (const auto& groups : identifier->required) {
            if (is_satisfied(groups, fields, i)) continue;
            return fail("gs1_companion_missing", "(" + fields[i].ai + ")");
        }
    }
    return {};
}

const std::string* find(const std::vector<Field>& fields, std::string_view ai) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& field) { return field.ai == ai; });
    return found == fields.end() ? nullptr : &found->value;
}

}  // namespace lini::gs1
