#include "drivers/printer/label.h"

#include <array>
#include <cstdint>

#include "app/base/check.h"
#include "app/base/utf8.h"

namespace lini {
namespace {

constexpr std::string_view kEllipsis = "...";

struct PredefinedLength {
    std::string_view prefix;
    int digits;
};

// GS1 General Specifications, figure 7.8.5-2. The list is closed: AIs made later get an FNC1.
constexpr std::array<PredefinedLength, 22> kPredefinedLengths = {{
    {"00", 20}, {"01", 16}, {"02", 16}, {"03", 16}, {"04", 18}, {"11", 8},  {"12", 8}, {"13", 8},
    {"14", 8},  {"15", 8},  {"16", 8},  {"17", 8},  {"18", 8},  {"19", 8},  {"20", 4}, {"31", 10},
    {"32", 10}, {"33", 10}, {"34", 10}, {"35", 10}, {"36", 10}, {"41", 16},
}};

// Advance widths in parts of the height, those of a bold condensed face (the resident scalable
// font 0 of ZPL printers) rounded up.
double relative_width(std::uint32_t code_point) {
    constexpr std::string_view kNarrow = " !'(),-./:;I[]`fijlrt|";
    constexpr std::string_view kWide = "%@MWm";
    if (code_point >= 0x1100) return 1.0;
    if (code_point >= 0x80) return 0.6;
    const char c = static_cast<char>(code_point);
    if (kNarrow.find(c) != std::string_view::npos) return 0.32;
    if (kWide.find(c) != std::string_view::npos) return 0.8;
    const bool capital = (c >= 'A' && c <= 'Z') || c == 'w' || c == '&';
    return capital ? 0.6 : 0.5;
}

std::string cleaned(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        if (!point.valid) {
            out += '?';
        } else if (is_unprintable(point.value)) {
            out += ' ';
        } else {
            out += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return out;
}

}  // namespace

int dots(double length_mm, Resolution resolution) {
    CHECK(length_mm >= 0.0);
    CHECK(length_mm <= kLabelLengthMaxMm);
    return static_cast<int>(length_mm * resolution.dots_per_mm + 0.5);
}

bool is_gs1(Symbology symbology) {
    return symbology == Symbology::gs1_128 || symbology == Symbology::gs1_datamatrix;
}

int predefined_length(std::string_view ai) {
    for (const PredefinedLength& row : kPredefinedLengths) {
        if (ai.substr(0, 2) == row.prefix) return row.digits;
    }
    return 0;
}

std::string element_string(const std::vector<Gs1Element>& elements) {
    std::string out;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        out += elements[i].ai + elements[i].value;
        const bool last = i + 1 == elements.size();
        if (!last && predefined_length(elements[i].ai) == 0) out += '\x1d';
    }
    return out;
}

std::string element_text(const std::vector<Gs1Element>& elements) {
    std::string out;
    for (const Gs1Element& element : elements) out += "(" + element.ai + ")" + element.value;
    return out;
}

std::string human_readable_text(const LabelBarcode& barcode) {
    return is_gs1(barcode.symbology) ? element_text(barcode.gs1) : barcode.data;
}

LabelText human_readable_line(const LabelBarcode& barcode, double symbol_width_mm) {
    LabelText line;
    line.x_mm = barcode.x_mm;
    line.y_mm = barcode.y_mm + barcode.height_mm + kHumanReadableGapMm;
    line.height_mm = kHumanReadableHeightMm;
    line.text = human_readable_text(barcode);
    if (text_width_mm(line.text, line.height_mm) <= symbol_width_mm) {
        line.align = TextAlign::center;
        line.max_width_mm = symbol_width_mm;
    }
    return line;
}

double text_width_mm(std::string_view text, double height_mm) {
    double width = 0.0;
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        width += relative_width(point.value);
        text.remove_prefix(point.length);
    }
    return width * height_mm;
}

std::string printed_text(std::string_view text, double height_mm, double max_width_mm) {
    std::string clean = cleaned(text);
    if (text_width_mm(clean, height_mm) <= max_width_mm) return clean;
    const double room_mm = max_width_mm - text_width_mm(kEllipsis, height_mm);
    std::string_view rest = clean;
    std::size_t kept = 0;
    double width_mm = 0.0;
    while (!rest.empty()) {
        const CodePoint point = next_code_point(rest);
        width_mm += relative_width(point.value) * height_mm;
        if (width_mm > room_mm) break;
        kept += point.length;
        rest.remove_prefix(point.length);
    }
    clean.resize(kept);
    return clean + std::string(kEllipsis);
}

}  // namespace lini
