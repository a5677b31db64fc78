// GS1 element strings (GS1 General Specifications 24, section 7.8) and Digital Link URIs, with
// every identifier of the official list (gs1_dictionary.h). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/domain/calendar.h"

namespace lini::gs1 {

inline constexpr char kSeparator = '\x1d';  // FNC1 as a scanner sends it.

struct Field {
    std::string ai;  // "01"
    std::string value;
    friend bool operator==(const Field&, const Field&) = default;
};

/// True for every application identifier of the list.
bool is_identifier(std::string_view ai);

/// Modulo-10 check digit of `digits` (without it); section 7.9.
char check_digit(std::string_view digits);
bool has_valid_check_digit(std::string_view digits_with_check);

/// Takes an element string apart. Errors: "gs1_unknown_ai", "gs1_length", "gs1_charset",
/// "gs1_check_digit", "gs1_date".
Result<std::vector<Field>> parse(std::string_view data);

/// The element string of `fields`: fixed-length ones first as given, kSeparator after each
/// variable-length field but the last. Errors as parse().
Result<std::string> format(const std::vector<Field>& fields);

/// Whether no field stands beside one that its identifier excludes: holds for every single bar
/// code. Errors "gs1_contradiction" with both, "gs1_unknown_ai".
Result<void> check_exclusions(const std::vector<Field>& fields);

/// Whether every field has the company that its identifier asks for. Holds for all the bar codes on
/// one item together, and not for each alone. Errors "gs1_companion_missing", "gs1_unknown_ai".
Result<void> check_companions(const std::vector<Field>& fields);

/// The fields of an uncompressed GS1 Digital Link ("https://id.gs1.org/01/…/10/…?17=…"), key first
/// (GS1 Digital Link Standard: URI Syntax 1.4, section 3). Errors: "gs1_no_link" for any other
/// text, and those of parse() for a link whose values are wrong.
Result<std::vector<Field>> parse_digital_link(std::string_view uri);

/// The edition of the official list that is compiled in.
const std::string& dictionary_edition();

/// "(01)08991234567013(17)281130…": the line under a barcode.
std::string human_readable(const std::vector<Field>& fields);

/// YYMMDD with the century rule of section 7.12; day 00 is the month's last. Nothing when the day
/// does not exist.
std::optional<Date> parse_date(std::string_view yymmdd);
std::string format_date(const Date& date);

const std::string* find(const std::vector<Field>& fields, std::string_view ai);

}  // namespace lini::gs1
