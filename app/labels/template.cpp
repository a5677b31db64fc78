#include "app/labels/template.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"
#include "app/base/utf8.h"
#include "app/domain/gs1.h"
#include "drivers/printer/bar_symbol.h"

namespace lini {
namespace {

constexpr std::string_view kBetweenParts = " · ";

/// A pattern with its fields filled in, and whether any of them had a value.
struct Expanded {
    std::string text;
    bool has_fields = false;
    bool has_value = false;
    bool lacks_value = false;
};

/// The piece of `pattern` at its front: literal text, or a field's name.
struct Piece {
    std::string_view text;
    bool is_field = false;
    std::size_t length = 0;  // Bytes of the pattern.
    bool broken = false;
};

Piece next_piece(std::string_view pattern) {
    const std::string_view two = pattern.substr(0, 2);
    if (two == "{{" || two == "}}") return {pattern.substr(0, 1), false, 2, false};
    if (pattern.front() == '}') return {{}, false, 1, true};
    if (pattern.front() == '{') {
        const std::size_t end = pattern.find('}');
        if (end == std::string_view::npos) return {{}, false, pattern.size(), true};
        return {pattern.substr(1, end - 1), true, end + 1, false};
    }
    const std::size_t end = std::min(pattern.find_first_of("{}"), pattern.size());
    return {pattern.substr(0, end), false, end, false};
}

Expanded expand(std::string_view pattern, const LabelData& data) {
    Expanded out;
    while (!pattern.empty()) {
        const Piece piece = next_piece(pattern);
        CHECK(!piece.broken);  // parse_template() has refused such a pattern.
        pattern.remove_prefix(piece.length);
        if (!piece.is_field) {
            out.text += piece.text;
            continue;
        }
        const auto value = field_value(data, piece.text);
        CHECK(value.has_value());
        out.has_fields = true;
        (value->empty() ? out.lacks_value : out.has_value) = true;
        out.text += *value;
    }
    return out;
}

/// Text that changes nothing but what it says: no controls, no bidi, valid UTF-8, bounded.
std::string cleaned(std::string_view text) {
    std::string clean;
    for (std::size_t count = 0; !text.empty() && count < kFieldCharactersMax; ++count) {
        const CodePoint point = next_code_point(text);
        if (!point.valid) {
            clean += '?';
        } else if (is_unprintable(point.value)) {
            clean += ' ';
        } else {
            clean += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return clean;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class Filler {
public:
    Filler(const LabelTemplate& layout, const LabelData& data, std::string_view language)
        : layout_(layout), data_(data), language_(language) {}

    Result<Label> fill() {
        Label label{layout_.width_mm, layout_.height_mm, {}};
        for (const TemplateItem& item : layout_.items) {
            if (!wanted(item)) continue;
            LabelItem shape = item.shape;
            if (auto* text = std::get_if<LabelText>(&shape)) {
                text->text = joined(item.parts);
                if (text->text.empty()) continue;
            } else if (auto* barcode = std::get_if<LabelBarcode>(&shape)) {
                const auto filled = fill_barcode(*barcode, item);
                if (!filled) return pass_on(filled);
            }
            label.items.push_back(std::move(shape));
        }
        return label;
    }

private:
    bool wanted(const TemplateItem& item) const {
        if (!item.when.empty() && field_value(data_, item.when)->empty()) return false;
        if (!item.unless.empty() && !field_value(data_, item.unless)->empty()) return false;
        if (!item.only_in.empty() && !holds(item.only_in, language_)) return false;
        return !holds(item.not_in, language_);
    }

    std::string joined(const std::vector<std::string>& parts) const {
        std::string text;
        for (const std::string& part : parts) {
            const Expanded expanded = expand(part, data_);
            if (expanded.has_fields && !expanded.has_value) continue;
            if (!text.empty()) text += kBetweenParts;
            text += expanded.text;
        }
        return cleaned(text);
    }

    Result<void> fill_barcode(LabelBarcode& barcode, const TemplateItem& item) const {
        Expanded content = expand(barcode.data, data_);
        bool complete = !content.lacks_value;
        barcode.data = std::move(content.text);
        for (Gs1Element& element : barcode.gs1) {
            Expanded value = expand(element.value, data_);
            complete = complete && !value.lacks_value;
            element.value = std::move(value.text);
        }
        if (!complete) return fail("label_field_empty", place(item));
        const Result<void> sound = check_gs1(barcode);
        if (!sound) return fail(sound.error().code, place(item) + sound.error().detail);
        const auto bound = symbol_bound(barcode);
        if (bound && check_room(barcode, *bound, item)) return {};
        const auto symbol = bar_symbol(barcode);
        if (!symbol) return fail(symbol.error().code, place(item) + symbol.error().detail);
        return check_room(barcode, *symbol, item);
    }

    static Result<void> check_gs1(const LabelBarcode& barcode) {
        if (!is_gs1(barcode.symbology)) return {};
        std::vector<gs1::Field> fields;
        for (const Gs1Element& element : barcode.gs1) fields.push_back({element.ai, element.value});
        const auto text = gs1::format(fields);
        if (text) return {};
        return fail("label_unencodable", text.error().code + " " + text.error().detail);
    }

    /// A symbol that is cut off, or that something else touches at the edge, reads nowhere.
    Result<void> check_room(const LabelBarcode& barcode, const SymbolSize& symbol,
                            const TemplateItem& item) const {
        const double quiet_mm = quiet_modules(barcode.symbology) * barcode.module_mm;
        const double width_mm = symbol.columns * barcode.module_mm;
        const double height_mm =
            symbol.linear ? barcode.height_mm : symbol.rows * barcode.module_mm;
        const double quiet_above_mm = symbol.linear ? 0.0 : quiet_mm;
        const bool fits = barcode.x_mm >= quiet_mm && barcode.y_mm >= quiet_above_mm &&
                          barcode.x_mm + width_mm + quiet_mm <= layout_.width_mm &&
                          barcode.y_mm + height_mm + quiet_above_mm <= layout_.height_mm;
        return fits ? Result<void>() : fail("label_no_room", place(item));
    }

    std::string place(const TemplateItem& item) const {
        return layout_.file + ":" + std::to_string(item.line) + ": ";
    }

    const LabelTemplate& layout_;
    const LabelData& data_;
    const std::string_view language_;
};

}  // namespace

Result<void> check_pattern(std::string_view pattern) {
    while (!pattern.empty()) {
        const Piece piece = next_piece(pattern);
        if (piece.broken) return fail("template_invalid", "a brace without its other half");
        if (piece.is_field && !field_value({}, piece.text)) {
            return fail("template_invalid", "unknown field {" + std::string(piece.text) + "}");
        }
        pattern.remove_prefix(piece.length);
    }
    return {};
}

Result<Label> fill(const LabelTemplate& layout, const LabelData& data, std::string_view language) {
    return Filler(layout, data, language).fill();
}

Result<Label> build_label(const LabelTemplate& layout, const OrderState& order,
                          const ProductDefined& product, const LabelJob& job,
                          std::string_view language) {
    const auto data = carton_label_data(order, product, job);
    if (!data) return pass_on(data);
    return fill(layout, *data, language);
}

}  // namespace lini
