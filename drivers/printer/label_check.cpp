#include "drivers/printer/label_check.h"

#include <string>

namespace lini {
namespace {

constexpr double kRoundingMm = 0.01;
// GS1 General Specifications, section 5.4: GS1-128 holds up to 48 characters, FNC1 separators
// counted; and figure 7.11-1, the 82 characters that a value may hold.
constexpr std::size_t kGs1LinearCharactersMax = 48;
constexpr std::size_t kGs1ValueCharactersMax = 90;
constexpr std::string_view kGs1Characters =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// False for NaN too.
bool within(double value_mm, double max_mm) {
    return value_mm >= 0.0 && value_mm <= max_mm + kRoundingMm && value_mm <= kLabelLengthMaxMm;
}

bool is_gs1_element(const Gs1Element& element) {
    if (element.ai.size() < 2 || element.ai.size() > 4) return false;
    if (element.ai.find_first_not_of("0123456789") != std::string::npos) return false;
    if (element.value.empty() || element.value.size() > kGs1ValueCharactersMax) return false;
    if (element.value.find_first_not_of(kGs1Characters) != std::string::npos) return false;
    const int predefined = predefined_length(element.ai);
    const auto digits = static_cast<int>(element.ai.size() + element.value.size());
    return predefined == 0 || predefined == digits;
}

class Checker {
public:
    explicit Checker(const Label& label) : label_(label) {}

    Result<void> operator()(const LabelText& item) const {
        const bool sound = item.height_mm > 0.0 && on_label(item.x_mm, item.y_mm, 0.0, 0.0) &&
                           within(item.height_mm, label_.height_mm) &&
                           within(item.max_width_mm, label_.width_mm - item.x_mm);
        return sound ? Result<void>() : fail("label_out_of_bounds", "text");
    }

    Result<void> operator()(const LabelBarcode& item) const {
        const bool linear =
            item.symbology == Symbology::code128 || item.symbology == Symbology::gs1_128;
        const double height_mm = linear ? item.height_mm : 0.0;
        const bool sound = on_label(item.x_mm, item.y_mm, 0.0, height_mm) &&
                           within(item.module_mm, label_.width_mm) &&
                           within(item.height_mm, kLabelLengthMaxMm);
        if (!sound) return fail("label_out_of_bounds", "bar code");
        if (!is_gs1(item.symbology)) {
            return item.data.empty() ? fail("label_unencodable", "no data") : Result<void>();
        }
        for (const Gs1Element& element : item.gs1) {
            if (!is_gs1_element(element)) return fail("label_unencodable", "AI " + element.ai);
        }
        const std::size_t characters = element_string(item.gs1).size();
        if (characters == 0) return fail("label_unencodable", "no data");
        if (item.symbology == Symbology::gs1_128 && characters > kGs1LinearCharactersMax) {
            return fail("label_unencodable", "GS1-128 of " + std::to_string(characters));
        }
        return {};
    }

    Result<void> operator()(const LabelLine& item) const { return area(item, "line"); }
    Result<void> operator()(const LabelBox& item) const {
        if (!within(item.thickness_mm, kLabelLengthMaxMm)) {
            return fail("label_out_of_bounds", "box");
        }
        return area(item, "box");
    }

private:
    bool on_label(double x_mm, double y_mm, double width_mm, double height_mm) const {
        return within(x_mm, label_.width_mm) && within(y_mm, label_.height_mm) &&
               within(width_mm, label_.width_mm - x_mm) &&
               within(height_mm, label_.height_mm - y_mm);
    }

    template <typename Shape>
    Result<void> area(const Shape& item, const char* what) const {
        const bool sound = on_label(item.x_mm, item.y_mm, item.width_mm, item.height_mm);
        return sound ? Result<void>() : fail("label_out_of_bounds", what);
    }

    const Label& label_;
};

}  // namespace

Result<void> check_label(const Label& label) {
    const bool sized = label.width_mm > 0.0 && label.height_mm > 0.0 &&
                       within(label.width_mm, kLabelLengthMaxMm) &&
                       within(label.height_mm, kLabelLengthMaxMm);
    if (!sized) return fail("label_out_of_bounds", "label size");
    for (std::size_t i = 0; i < label.items.size(); ++i) {
        const Result<void> sound = std::visit(Checker(label), label.items[i]);
        if (!sound) {
            return fail(sound.error().code,
                        sound.error().detail + " (item " + std::to_string(i + 1) + ")");
        }
    }
    return {};
}

}  // namespace lini
