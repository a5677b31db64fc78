#include <algorithm>
#include <set>

#include "app/domain/gs1.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr int kDecimalsMax = 6;
constexpr std::size_t kDecimalDigitsMax = 15;

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "4.5" with two decimals is {450, 2}. Nothing for anything but an optional minus, digits, and at
/// most one point with digits on both sides; a comma is how people write, not how files do.
std::optional<Decimal> parse_decimal(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (!all_digits(whole)) return std::nullopt;
    if (point != std::string_view::npos && !all_digits(part)) return std::nullopt;
    if (part.size() > static_cast<std::size_t>(decimals)) return std::nullopt;
    std::string digits = std::string(whole) + std::string(part);
    digits.append(static_cast<std::size_t>(decimals) - part.size(), '0');
    if (digits.size() > kDecimalDigitsMax) return std::nullopt;
    const std::int64_t scaled = std::stoll(digits);
    return Decimal{negative ? -scaled : scaled, decimals};
}

std::optional<Decimal> read_limit(JsonReader& test, const char* key, int decimals) {
    if (!test.has(key)) return std::nullopt;
    const std::string text = test.text(key, 24);
    if (text.empty()) return std::nullopt;
    const auto limit = parse_decimal(text, decimals);
    if (!limit) {
        test.wrong(key, "decimal_invalid", {{"value", text}, {"decimals", std::int64_t{decimals}}});
    }
    return limit;
}

TestLimit read_test(const json& node, const std::string& pointer, const ReadContext& context) {
    JsonReader reader(node, pointer, context.problems);
    TestLimit test;
    test.code = reader.id_text("code");
    test.label = reader.wording("label");
    test.unit = reader.has("unit") ? reader.text("unit", 24) : "";
    test.decimals = static_cast<int>(reader.integer("decimals", {0, kDecimalsMax}));
    test.lower = read_limit(reader, "lower", test.decimals);
    test.upper = read_limit(reader, "upper", test.decimals);
    if (!reader.has("lower") && !reader.has("upper")) reader.wrong(nullptr, "limit_missing");
    if (test.lower && test.upper && test.lower->scaled > test.upper->scaled) {
        reader.wrong("upper", "limits_crossed");
    }
    reader.refuse_unknown_keys();
    return test;
}

/// GTIN-8, -12, -13 or -14 as GTIN-14 (GS1 General Specifications 24, section 3.3.2: filled up
/// with zeros on the left).
std::string read_gtin(JsonReader& reader, const char* key) {
    const std::string text = reader.text(key, 14);
    if (text.empty()) return {};
    const std::size_t size = text.size();
    const bool length_fits = size == 8 || size == 12 || size == 13 || size == 14;
    if (!length_fits || !all_digits(text)) {
        reader.wrong(key, "gtin_invalid", {{"value", text}});
        return {};
    }
    if (!gs1::has_valid_check_digit(text)) {
        reader.wrong(key, "gtin_check_digit", {{"value", text}});
        return {};
    }
    return std::string(14 - size, '0') + text;
}

/// What the law and the shelf ask of it: all may be left out.
void read_duties_of(JsonReader& reader, ProductDefined& product) {
    if (reader.has("category")) product.category = reader.id_text("category");
    if (reader.has("registration_until")) {
        product.registration_until = reader.date("registration_until");
    }
    if (reader.has("halal_no")) product.halal_no = reader.text("halal_no", 40);
    if (reader.has("halal_until")) product.halal_until = reader.date("halal_until");
    if (reader.has("shelf_life_months")) {
        product.shelf_life_months =
            static_cast<int>(reader.integer("shelf_life_months", {1, 600}));
    }
    if (reader.has("expires_month_end")) {
        product.expires_month_end = reader.boolean("expires_month_end");
    }
}

}  // namespace

ProductDefined read_product(const json& item, const std::string& pointer,
                            const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ProductDefined product;
    product.code = ProductCode{reader.id_text("code")};
    product.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    product.name = reader.text("name", 120);
    product.gtin = read_gtin(reader, "gtin");
    product.carton_gtin = read_gtin(reader, "carton_gtin");
    product.registration_no = reader.text("registration_no", 40);
    product.units_per_carton = static_cast<int>(reader.integer("units_per_carton", {1, 10'000}));
    product.spec_no = reader.text("spec_no", 40);
    read_duties_of(reader, product);
    const json& tests = reader.array("tests", 0, 100);
    std::set<std::string> codes;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const std::string at = reader.pointer_to("tests") + "/" + std::to_string(i);
        product.tests.push_back(read_test(tests[i], at, context));
        const std::string& code = product.tests.back().code;
        if (code.empty() || codes.insert(code).second) continue;
        context.problems.add(at, "item_twice", {{"value", code}});
    }
    if (!product.gtin.empty() && product.gtin == product.carton_gtin) {
        reader.wrong("carton_gtin", "gtin_twice", {{"value", product.gtin}});
    }
    reader.refuse_unknown_keys();
    product.content_sha256_hex = content_hash(item, {}, context.sha256_hex);
    return product;
}

}  // namespace lini
