// A label as a drawing: millimetres from the top left corner of the paper, no printer in it.
// The encoder and the preview on the screen both draw this one value, so they agree.
// Values and pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lini {

/// The longest side a label may have; anything larger is a broken template.
constexpr double kLabelLengthMaxMm = 1000.0;

/// How fine a printer prints: 8 dots/mm is sold as 203 dpi, 12 as 300 dpi, 24 as 600 dpi.
struct Resolution {
    double dots_per_mm = 8.0;
};

/// Dots covering `length_mm`, rounded to nearest: 25.0 mm at 8 dots/mm is 200 dots.
/// Drawings are in mm and printers count dots; the conversion lives here only.
int dots(double length_mm, Resolution resolution);

enum class TextAlign { left, center, right };

/// One line of text; what is wider than `max_width_mm` is cut off, never wrapped.
struct LabelText {
    double x_mm = 0.0;  // Left edge of the field of max_width_mm, whatever the alignment.
    double y_mm = 0.0;  // Top edge.
    double height_mm = 3.0;
    double max_width_mm = 0.0;  // 0: to the right edge of the label.
    TextAlign align = TextAlign::left;
    bool bold = false;
    std::string text = {};  // UTF-8; control characters print as spaces.
};

enum class Symbology { code128, gs1_128, datamatrix, gs1_datamatrix, qr };

/// One GS1 application identifier with its value, e.g. {"01", "08991234567894"}.
struct Gs1Element {
    std::string ai;
    std::string value;
};

/// A bar code. `gs1` carries the content of the two GS1 symbologies, `data` that of the others.
struct LabelBarcode {
    Symbology symbology = Symbology::code128;
    double x_mm = 0.0;  // Left edge of the first bar or module; the quiet zone lies outside.
    double y_mm = 0.0;
    double module_mm = 0.25;      // Width of the narrowest bar, or edge of a square module.
    double height_mm = 15.0;      // Bars of the linear symbologies; the square ones ignore it.
    bool human_readable = false;  // A line of text below, as wide as the symbol.
    std::string data = {};
    std::vector<Gs1Element> gs1 = {};
};

/// A filled rectangle: a horizontal line is width x thickness, a vertical one thickness x height.
struct LabelLine {
    double x_mm = 0.0;
    double y_mm = 0.0;
    double width_mm = 0.0;
    double height_mm = 0.0;
};

/// A frame drawn inwards from its outer edge.
struct LabelBox {
    double x_mm = 0.0;
    double y_mm = 0.0;
    double width_mm = 0.0;
    double height_mm = 0.0;
    double thickness_mm = 0.3;
};

using LabelItem = std::variant<LabelText, LabelBarcode, LabelLine, LabelBox>;

struct Label {
    double width_mm = 0.0;
    double height_mm = 0.0;
    std::vector<LabelItem> items = {};
};

/// Height of the human readable line and its distance from the bars, in every language and in
/// the preview.
constexpr double kHumanReadableHeightMm = 2.6;
constexpr double kHumanReadableGapMm = 0.6;

bool is_gs1(Symbology symbology);

/// The elements as a scanner reports them after the symbology identifier: AI and value joined,
/// "\x1d" (FNC1) after each value without a predefined length, except the last. The FNC1 in the
/// first position belongs to the symbology and is not in the string.
/// (GS1 General Specifications, section 7.8.)
std::string element_string(const std::vector<Gs1Element>& elements);

/// The elements as people read them: "(01)08991234567894(17)270331".
std::string element_text(const std::vector<Gs1Element>& elements);

/// What the human readable line of this bar code says.
std::string human_readable_text(const LabelBarcode& barcode);

/// That line as a text item: below the bars and as wide as them, centred; a text that is wider
/// than its bars begins where they do, so that it stays on the paper.
LabelText human_readable_line(const LabelBarcode& barcode, double symbol_width_mm);

/// Digits of AI and value together for AIs that need no FNC1 behind them, by their first two
/// digits (GS1 General Specifications, figure 7.8.5-2); 0 for all others.
int predefined_length(std::string_view ai);

/// Estimated width of one line in a printer's own proportional font, rather too wide than too
/// narrow: printers' fonts differ and cannot be measured from here.
double text_width_mm(std::string_view text, double height_mm);

/// What is printed of `text`: invalid UTF-8 becomes '?', control and bidi characters become
/// spaces, and what does not fit `max_width_mm` is cut and ends in "...". The preview and every
/// language draw this.
std::string printed_text(std::string_view text, double height_mm, double max_width_mm);

}  // namespace lini
