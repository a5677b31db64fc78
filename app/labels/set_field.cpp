#include <array>
#include <charconv>

#include "app/base/utf8.h"
#include "app/labels/label_data.h"

namespace lini {
namespace {

constexpr std::int64_t kHeldCountMax = 99'999'999;  // What GS1's (37) holds.

/// What no record holds; everything else comes from the records, and a card's code from nowhere.
struct TextRow {
    std::string_view name;
    std::string LabelData::*text;
};

struct DateRow {
    std::string_view name;
    std::optional<Date> LabelData::*date;
};

constexpr std::array kTexts = {
    TextRow{"status", &LabelData::status},
    TextRow{"status_by", &LabelData::status_by},
    TextRow{"sscc", &LabelData::sscc},
    TextRow{"held_gtin", &LabelData::held_gtin},
    TextRow{"purpose", &LabelData::purpose},
    TextRow{"taken_by", &LabelData::taken_by},
    TextRow{"amount", &LabelData::amount},
    TextRow{"material", &LabelData::material},
    TextRow{"material_lot", &LabelData::material_lot},
    TextRow{"printer", &LabelData::printer},
};

constexpr std::array kDates = {
    DateRow{"status_on", &LabelData::status_on},
    DateRow{"taken_on", &LabelData::taken_on},
    DateRow{"keep_until", &LabelData::keep_until},
};

bool is_bounded(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(next_code_point(text).length);
    return count <= kFieldCharactersMax;
}

std::optional<std::int64_t> held_count_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && number >= 1 && number <= kHeldCountMax ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<void> set_field(LabelData& data, std::string_view name, std::string_view value) {
    const std::string named(name.substr(0, kFieldCharactersMax));
    if (!field_value({}, name)) return fail("label_field_unknown", named);
    for (const TextRow& row : kTexts) {
        if (row.name != name) continue;
        if (!is_valid_utf8(value) || !is_bounded(value)) return fail("label_field_wrong", named);
        data.*row.text = std::string(value);
        return {};
    }
    for (const DateRow& row : kDates) {
        if (row.name != name) continue;
        const auto date = parse_iso_date(value);
        if (!date) return fail("label_field_wrong", named);
        data.*row.date = date;
        return {};
    }
    if (name != "held_count") return fail("label_field_fixed", named);
    const auto count = held_count_of(value);
    if (!count) return fail("label_field_wrong", named);
    data.held_count = *count;
    return {};
}

}  // namespace lini
