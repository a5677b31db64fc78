#include "drivers/printer/zpl.h"

#include <algorithm>
#include <utility>

#include "drivers/printer/code128.h"
#include "drivers/printer/graphic.h"
#include "drivers/printer/label_check.h"
#include "drivers/printer/zpl_status.h"

namespace lini {
namespace {

// ^BY: the module width is 1 to 10 dots; ^BX and ^BQ take the same range here.
constexpr int kModuleDotsMax = 10;

constexpr std::size_t kLabelBytesUsual = 1024;

void append_hex(std::string& out, char c) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
}

/// ^FH: field data with "_XX" for every byte that could be anything but itself: the command
/// prefixes ^ and ~, the indicator _, the escape \ of ^FB, controls, and all of UTF-8.
void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool special = c == '^' || c == '~' || c == '_' || c == '\\';
        if (byte >= 0x20 && byte < 0x7F && !special) {
            out += c;
        } else {
            out += '_';
            append_hex(out, c);
        }
    }
}

void append_field_data(std::string& out, std::string_view data) {
    out += "^FH_^FD";
    append_escaped(out, data);
    out += "^FS\n";
}

std::string field_origin(int x_dots, int y_dots) {
    return "^FO" + std::to_string(x_dots) + "," + std::to_string(y_dots);
}

class Encoder {
public:
    Encoder(const Label& label, Resolution resolution) : label_(label), resolution_(resolution) {}

    Result<std::string> encode() {
        const Result<void> sound = check_label(label_);
        if (!sound) return pass_on(sound);
        out_.reserve(kLabelBytesUsual);
        out_ += header();
        for (const LabelItem& item : label_.items) {
            const Result<void> drawn =
                std::visit([this](const auto& shape) { return draw(shape); }, item);
            if (!drawn) return pass_on(drawn);
        }
        out_ += "^XZ\n";
        return std::move(out_);
    }

private:
    int in_dots(double mm) const { return dots(mm, resolution_); }
    int at_least_one_dot(double mm) const { return std::max(1, in_dots(mm)); }

    // Everything that an earlier job or another program may have left set: ^CI28 (UTF-8), ^LH
    // (origin), ^PO and ^PM (upside down, mirrored) stay in force from label to label.
    std::string header() const {
        return "^XA\n^CI28^LH0,0^PON^PMN\n^PW" + std::to_string(in_dots(label_.width_mm)) + "^LL" +
               std::to_string(in_dots(label_.height_mm)) + "\n";
    }

    Result<void> draw(const LabelText& item) {
        const double width_mm =
            item.max_width_mm > 0.0 ? item.max_width_mm : label_.width_mm - item.x_mm;
        const std::string text = printed_text(item.text, item.height_mm, width_mm);
        draw_line_of_text(item, text, in_dots(item.x_mm), in_dots(width_mm));
        // Font 0 has no bold face: the same line once more, one dot to the right.
        if (item.bold) draw_line_of_text(item, text, in_dots(item.x_mm) + 1, in_dots(width_mm));
        return {};
    }

    /// ^FB is used for its alignment only: what it cannot fit it prints over itself, so the text
    /// was cut before. It reads "\\&" as a line break and firmwares differ on "\\\\", so a text
    /// with a backslash is placed by its estimated width instead.
    void draw_line_of_text(const LabelText& item, const std::string& text, int x_dots,
                           int width_dots) {
        const bool block = item.align != TextAlign::left && text.find('\\') == std::string::npos;
        if (!block && item.align != TextAlign::left) {
            const int text_dots = in_dots(text_width_mm(text, item.height_mm));
            const int free_dots = std::max(0, width_dots - text_dots);
            x_dots += item.align == TextAlign::center ? free_dots / 2 : free_dots;
        }
        out_ += field_origin(x_dots, in_dots(item.y_mm)) + "^A0N," +
                std::to_string(at_least_one_dot(item.height_mm));
        if (block) {
            out_ += "^FB" + std::to_string(width_dots) + ",1,0," +
                    (item.align == TextAlign::center ? "C" : "R") + ",0";
        }
        append_field_data(out_, text);
    }

    Result<void> draw(const LabelBarcode& item) {
        const int module_dots = in_dots(item.module_mm);
        if (module_dots < 1) return fail("label_out_of_bounds", "module of 0 dots");
        if (module_dots > kModuleDotsMax) return draw_picture(item);
        out_ += field_origin(in_dots(item.x_mm), in_dots(item.y_mm));
        switch (item.symbology) {
            case Symbology::code128: return draw_code128(item, item.data, module_dots);
            case Symbology::gs1_128:
                return draw_code128(item, element_string(item.gs1), module_dots);
            case Symbology::datamatrix: return draw_datamatrix(item.data, false, module_dots);
            case Symbology::gs1_datamatrix:
                return draw_datamatrix(element_string(item.gs1), true, module_dots);
            case Symbology::qr: return draw_qr(item.data, module_dots);
        }
        return fail("label_unencodable", "unknown symbology");
    }

    /// ^BC with explicit subsets (Table "Code 128 Invocation Codes"), so that the printer chooses
    /// nothing: mode N, no line of text of its own, no extra check digit.
    Result<void> draw_code128(const LabelBarcode& item, const std::string& data, int module_dots) {
        const auto symbols = code128_symbols(data, item.symbology == Symbology::gs1_128);
        if (!symbols) return pass_on(symbols);
        const int width_dots = code128_modules(*symbols) * module_dots;
        if (in_dots(item.x_mm) + width_dots > in_dots(label_.width_mm)) {
            return fail("label_out_of_bounds",
                        "bar code of " + std::to_string(width_dots) + " dots");
        }
        std::string invoked;
        for (const Code128Symbol& symbol : *symbols) invoked += invocation(symbol);
        const std::string height = std::to_string(at_least_one_dot(item.height_mm));
        out_ += "^BY" + std::to_string(module_dots) + ",3," + height + "^BCN," + height +
                ",N,N,N,N";
        append_field_data(out_, invoked);
        if (item.human_readable) {
            draw_human_readable(item, width_dots);
        }
        return {};
    }

    static std::string invocation(const Code128Symbol& symbol) {
        switch (symbol.step) {
            case Code128Step::start_b: return ">:";
            case Code128Step::start_c: return ">;";
            case Code128Step::code_b: return ">6";
            case Code128Step::fnc1: return ">8";
            case Code128Step::character: return symbol.text == ">" ? ">0" : symbol.text;
            case Code128Step::pair: return symbol.text;
        }
        return {};
    }

    void draw_human_readable(const LabelBarcode& item, int symbol_dots) {
        const std::string text = human_readable_text(item);
        const int x_dots = in_dots(item.x_mm);
        const int y_dots = in_dots(item.y_mm) + in_dots(item.height_mm + kHumanReadableGapMm);
        const double text_mm = text_width_mm(text, kHumanReadableHeightMm);
        out_ += field_origin(x_dots, y_dots) + "^A0N," +
                std::to_string(at_least_one_dot(kHumanReadableHeightMm));
        if (text_mm * resolution_.dots_per_mm <= symbol_dots) {
            out_ += "^FB" + std::to_string(symbol_dots) + ",1,0,C,0";
        }
        append_field_data(out_, text);
    }

    /// ^BX quality 200. Field hex comes before its own escapes, whose sign differs between
    /// firmwares and is therefore named: sign and "1" is FNC1. A sign that the data does not
    /// hold needs no escaping itself, which emulations do not all know.
    Result<void> draw_datamatrix(const std::string& data, bool gs1, int module_dots) {
        const std::size_t found = std::string_view("_|#@").find_first_not_of(data);
        if (found == std::string_view::npos)
            return fail("label_unencodable", "no escape sign left");
        const char sign = "_|#@"[found];
        const std::string fnc1 = std::string(1, sign) + "1";
        std::string escaped = gs1 ? fnc1 : "";
        for (const char c : data) {
            if (static_cast<unsigned char>(c) >= 0x80) {
                return fail("label_unencodable", "data matrix: not ASCII");
            }
            if (gs1 && c == '\x1d') {
                escaped += fnc1;
            } else {
                escaped += c;
            }
        }
        out_ += "^BXN," + std::to_string(module_dots) + ",200,,,," + sign;
        append_field_data(out_, escaped);
        return {};
    }

    /// ^BQ model 2; "MA," in the data is error correction M and automatic input mode. The symbol
    /// is moved down by the height that ^BY last set, so that is set to one dot.
    Result<void> draw_qr(const std::string& data, int module_dots) {
        out_ += "^BY2,3,1^BQN,2," + std::to_string(module_dots);
        append_field_data(out_, "MA," + data);
        return {};
    }

    /// ^GFA: a bar code beyond the range goes out as the picture that the screen shows, in
    /// hexadecimal digits, so that no byte of it can be a command (ZPL II, ^GF).
    Result<void> draw_picture(const LabelBarcode& item) {
        const Result<void> fits = check_room(label_, item, resolution_);
        if (!fits) return pass_on(fits);
        const auto image = label_image({label_.width_mm, label_.height_mm, {item}}, resolution_);
        if (!image) return pass_on(image);
        for (const Graphic& graphic : graphics_of(*image)) {
            const std::string bytes = std::to_string(graphic.bits.size());
            out_ += field_origin(graphic.x_dots, graphic.y_dots) + "^GFA," + bytes + "," + bytes +
                    "," + std::to_string(graphic.bytes_per_row) + ",";
            for (const char c : graphic.bits) append_hex(out_, c);
            out_ += "^FS\n";
        }
        return {};
    }

    Result<void> draw(const LabelLine& item) {
        const int width = at_least_one_dot(item.width_mm);
        const int height = at_least_one_dot(item.height_mm);
        draw_frame(item.x_mm, item.y_mm, width, height, std::min(width, height));
        return {};
    }

    Result<void> draw(const LabelBox& item) {
        const int width = at_least_one_dot(item.width_mm);
        const int height = at_least_one_dot(item.height_mm);
        const int thickness = std::min({at_least_one_dot(item.thickness_mm), width, height});
        draw_frame(item.x_mm, item.y_mm, width, height, thickness);
        return {};
    }

    void draw_frame(double x_mm, double y_mm, int width, int height, int thickness) {
        out_ += field_origin(in_dots(x_mm), in_dots(y_mm)) + "^GB" + std::to_string(width) + "," +
                std::to_string(height) + "," + std::to_string(thickness) + "^FS\n";
    }

    const Label& label_;
    const Resolution resolution_;
    std::string out_;
};

Result<std::string> encode(const Label& label, Resolution resolution) {
    return Encoder(label, resolution).encode();
}

bool speaks(const UsbIdentity& usb) {
    return names_command_set(usb, {"ZPL", "ZPLII", "ZPL II"});
}

/// ^XZ: "when this command is received, a label will be printed". Nothing before it prints.
std::size_t first_printing_byte(std::string_view job) {
    const std::size_t end = job.find("^XZ");
    return end == std::string_view::npos ? 0 : end;
}

}  // namespace

const LabelLanguage kZpl = {
    .name = "zpl",
    .speaks = speaks,
    .encode = encode,
    .flush = {},
    // ~JX drops only a format that is still coming in. ~JA would also drop the label before this
    // one if the printer has not begun to print it yet: a lost label that counts as sent.
    .reset = "~JX",
    .reset_after_fault = "~JA",
    .first_printing_byte = first_printing_byte,
    // Silent on one of the two, a Zebra answers the other.
    .status_request = "~HS~HQES",
    .parse_status = parse_zpl_reply,
    .counts_labels = true,
    .tells_idle = true,
};

}  // namespace lini
