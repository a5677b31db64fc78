#include "drivers/printer/tspl.h"

#include <algorithm>
#include <cmath>

#include "drivers/printer/code128.h"
#include "drivers/printer/graphic.h"
#include "drivers/printer/label_check.h"

namespace lini {
namespace {

// BARCODE and QRCODE: narrow bar and cell width are 1 to 10 dots.
constexpr int kModuleDotsMax = 10;
constexpr int kBitmapOr = 1;
constexpr double kPointsPerMm = 72.0 / 25.4;
constexpr std::string_view kTrigger = "PRINT 1,1\r\n";

std::string numbers(std::initializer_list<int> values) {
    std::string out;
    for (const int value : values) out += (out.empty() ? "" : ",") + std::to_string(value);
    return out;
}

/// What a quoted expression can hold as itself. "\[" begins an escape such as \["] or \[R], and
/// a text that has one of its own cannot be told from it: that is drawn as a picture.
bool is_plain(std::string_view text) {
    const bool printable =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return printable && text.find("\\[") == std::string_view::npos;
}

/// Plain and without the signs that bar code commands give a meaning to. Firmwares differ on
/// quotes there.
bool is_plain_for_bars(std::string_view data, std::string_view special) {
    const bool plain = is_plain(data) && data.find('"') == std::string_view::npos;
    return plain && data.find_first_of(special) == std::string_view::npos;
}

/// A text between quotes. TEXT writes \["] for a quote within it; commands end with the line.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') {
            out += "\\[\"]";
        } else {
            out += c;
        }
    }
    return out + "\"";
}

class Encoder {
public:
    Encoder(const Label& label, Resolution resolution, bool native)
        : label_(label), resolution_(resolution), native_(native) {}

    Result<std::string> encode() {
        const Result<void> sound = check_label(label_);
        if (!sound) return pass_on(sound);
        out_ = header();
        const Result<void> drawn = native_ ? draw_items() : draw_whole();
        if (!drawn) return pass_on(drawn);
        return out_ + std::string(kTrigger);
    }

private:
    Result<void> draw_items() {
        for (const LabelItem& item : label_.items) {
            const Result<void> drawn =
                std::visit([this](const auto& shape) { return draw(shape); }, item);
            if (!drawn) return pass_on(drawn);
        }
        return {};
    }

    Result<void> draw_whole() {
        const auto image = label_image(label_, resolution_);
        if (!image) return pass_on(image);
        send_pictures(graphics_of(*image));
        return {};
    }

    int in_dots(double mm) const { return dots(mm, resolution_); }
    int at_least_one_dot(double mm) const { return std::max(1, in_dots(mm)); }
    void command(std::string_view name, const std::string& rest) {
        out_ += std::string(name) + " " + rest + "\r\n";
    }

    /// DIRECTION, REFERENCE and SHIFT stay in force from label to label, so they are set anew. The
    /// gap is left as the printer measured it.
    std::string header() const {
        const auto mm = [](double length_mm) {
            const long tenths = std::lround(length_mm * 10.0);
            return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " mm";
        };
        return "SIZE " + mm(label_.width_mm) + "," + mm(label_.height_mm) +
               "\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nSHIFT 0\r\nCLS\r\n";
    }

    Result<void> draw(const LabelText& item) {
        const double width_mm =
            item.max_width_mm > 0.0 ? item.max_width_mm : label_.width_mm - item.x_mm;
        const std::string text = printed_text(item.text, item.height_mm, width_mm);
        if (!is_plain(text)) return draw_picture(item);
        double x_mm = item.x_mm;
        const double free_mm = std::max(0.0, width_mm - text_width_mm(text, item.height_mm));
        if (item.align == TextAlign::center) x_mm += free_mm / 2;
        if (item.align == TextAlign::right) x_mm += free_mm;
        draw_line_of_text(in_dots(x_mm), item, text);
        // Font "0" has one face: the same line once more, one dot to the right.
        if (item.bold) draw_line_of_text(in_dots(x_mm) + 1, item, text);
        return {};
    }

    /// TEXT: the multipliers of font "0" are its width and height in points.
    void draw_line_of_text(int x_dots, const LabelText& item, const std::string& text) {
        const int points =
            std::max(1, static_cast<int>(std::lround(item.height_mm * kPointsPerMm)));
        command("TEXT", numbers({x_dots, in_dots(item.y_mm)}) + ",\"0\"," +
                            numbers({0, points, points}) + "," + quoted(text));
    }

    Result<void> draw(const LabelBarcode& item) {
        const int module_dots = in_dots(item.module_mm);
        if (module_dots < 1) return fail("label_out_of_bounds", "module of 0 dots");
        const Result<void> fits = check_room(label_, item, resolution_);
        if (!fits) return pass_on(fits);
        if (module_dots > kModuleDotsMax) return draw_picture(item);
        switch (item.symbology) {
            case Symbology::code128: return draw_code128(item, item.data, module_dots);
            case Symbology::gs1_128:
                return draw_code128(item, element_string(item.gs1), module_dots);
            case Symbology::datamatrix: return draw_datamatrix(item, item.data);
            case Symbology::gs1_datamatrix: return draw_datamatrix(item, element_string(item.gs1));
            case Symbology::qr: return draw_qr(item, module_dots);
        }
        return fail("label_unencodable", "unknown symbology");
    }

    /// BARCODE "128M": "!" and three digits name the start, switch and function characters, so
    /// that the printer chooses nothing. Data with a "!" of its own is drawn.
    Result<void> draw_code128(const LabelBarcode& item, const std::string& data, int module_dots) {
        const auto symbols = code128_symbols(data, item.symbology == Symbology::gs1_128);
        if (!symbols) return pass_on(symbols);
        std::string invoked;
        for (const Code128Symbol& symbol : *symbols) {
            if (!is_plain_for_bars(symbol.text, "!\\")) return draw_picture(item);
            invoked += invocation(symbol);
        }
        command("BARCODE",
                numbers({in_dots(item.x_mm), in_dots(item.y_mm)}) + ",\"128M\"," +
                    numbers({at_least_one_dot(item.height_mm), 0, 0, module_dots, module_dots}) +
                    "," + quoted(invoked));
        if (!item.human_readable) return {};
        const double dots_wide = code128_modules(*symbols) * module_dots;
        return draw(human_readable_line(item, dots_wide / resolution_.dots_per_mm));
    }

    static std::string invocation(const Code128Symbol& symbol) {
        switch (symbol.step) {
            case Code128Step::start_b: return "!104";
            case Code128Step::start_c: return "!105";
            case Code128Step::code_b: return "!100";
            case Code128Step::fnc1: return "!102";
            case Code128Step::character:
            case Code128Step::pair: return symbol.text;
        }
        return {};
    }

    /// DMATRIX: c126 makes "~" the escape sign, and "~1" is FNC1.
    /// It draws from x and y in modules of x dots; width and height are the most it may take.
    Result<void> draw_datamatrix(const LabelBarcode& item, const std::string& data) {
        std::string escaped = is_gs1(item.symbology) ? "~1" : "";
        for (const char c : data) {
            const bool fnc1 = is_gs1(item.symbology) && c == '\x1d';
            if (!fnc1 && !is_plain_for_bars({&c, 1}, "~\\")) return draw_picture(item);
            escaped += fnc1 ? std::string("~1") : std::string(1, c);
        }
        const int x = in_dots(item.x_mm);
        const int y = in_dots(item.y_mm);
        const std::string place =
            numbers({x, y, in_dots(label_.width_mm) - x, in_dots(label_.height_mm) - y});
        command("DMATRIX", place + ",c126,x" + std::to_string(in_dots(item.module_mm)) + "," +
                               quoted(escaped));
        return {};
    }

    /// QRCODE: level M, automatic mode, model 2.
    Result<void> draw_qr(const LabelBarcode& item, int module_dots) {
        if (!is_plain_for_bars(item.data, "\\")) return draw_picture(item);
        command("QRCODE", numbers({in_dots(item.x_mm), in_dots(item.y_mm)}) + ",M," +
                              std::to_string(module_dots) + ",A,0,M2,S7," + quoted(item.data));
        return {};
    }

    Result<void> draw(const LabelLine& item) {
        command("BAR",
                numbers({in_dots(item.x_mm), in_dots(item.y_mm), at_least_one_dot(item.width_mm),
                         at_least_one_dot(item.height_mm)}));
        return {};
    }

    Result<void> draw(const LabelBox& item) {
        const int x = in_dots(item.x_mm);
        const int y = in_dots(item.y_mm);
        const int width = at_least_one_dot(item.width_mm);
        const int height = at_least_one_dot(item.height_mm);
        const int thickness = std::min({at_least_one_dot(item.thickness_mm), width, height});
        command("BOX", numbers({x, y, x + width, y + height, thickness}));
        return {};
    }

    /// BITMAP in mode OR. A 0 is black here. The printer acts on <ESC>! even within a picture.
    Result<void> draw_picture(const LabelItem& item) {
        auto image = label_image({label_.width_mm, label_.height_mm, {item}}, resolution_);
        if (!image) return pass_on(image);
        send_pictures(graphics_of(*image));
        return {};
    }

    void send_pictures(std::vector<Graphic> pieces) {
        for (Graphic& piece : pieces) {
            for (char& byte : piece.bits) byte = static_cast<char>(~byte);
            avoid_pair(piece.bits, '\x1b', '!', '\x13');
            const std::string place =
                numbers({piece.x_dots, piece.y_dots, piece.bytes_per_row, piece.rows, kBitmapOr});
            command("BITMAP", place + "," + piece.bits);
        }
    }

    const Label& label_;
    const Resolution resolution_;
    const bool native_;
    std::string out_;
};

Result<std::string> encode_native(const Label& label, Resolution resolution) {
    return Encoder(label, resolution, true).encode();
}

Result<std::string> encode_pictures(const Label& label, Resolution resolution) {
    return Encoder(label, resolution, false).encode();
}

bool speaks_tspl2(const UsbIdentity& usb) { return names_command_set(usb, {"TSPL2"}); }
bool speaks_tspl(const UsbIdentity& usb) { return names_command_set(usb, {"TSPL", "XPP"}); }

/// PRINT ends the job; a picture before it may hold the same letters.
std::size_t first_printing_byte(std::string_view job) {
    const std::size_t end = job.rfind(kTrigger);
    return end == std::string_view::npos ? 0 : end;
}

}  // namespace

Result<PrinterStatus> parse_tspl_status(std::string_view reply) {
    if (reply.size() != 1) return fail("status_unreadable", "<ESC>!?: not one byte");
    const auto flags = static_cast<unsigned char>(reply.front());
    PrinterStatus status;
    status.head_open = (flags & 0x41) != 0;    // Head, cover.
    status.other_fault = (flags & 0x82) != 0;  // Paper jam, temperature.
    status.paper_out = (flags & 0x04) != 0;
    status.ribbon_out = (flags & 0x08) != 0;
    status.paused = (flags & 0x10) != 0;
    status.formats_waiting = (flags & 0x20) != 0 ? 1 : 0;
    return status;
}

// An empty line is no command; within a picture it is a few white rows, and CLS wipes them.
// <ESC>!. cancels everything that was received and not printed.
const LabelLanguage kTspl2 = {
    .name = "tspl2",
    .speaks = speaks_tspl2,
    .encode = encode_native,
    .flush = flush_of<'\n'>(),
    .reset = "\r\nCLS\r\n",
    .reset_after_fault = "\x1b!.\r\nCLS\r\n",
    .first_printing_byte = first_printing_byte,
    .status_request = "\x1b!?",
    .parse_status = parse_tspl_status,
    .counts_labels = false,
    .tells_idle = true,
};

const LabelLanguage kTspl = {
    .name = "tspl",
    .speaks = speaks_tspl,
    .encode = encode_pictures,
    .flush = flush_of<'\n'>(),
    .reset = "\r\nCLS\r\n",
    .reset_after_fault = "\x1b!.\r\nCLS\r\n",
    .first_printing_byte = first_printing_byte,
    .status_request = "\x1b!?",
    .parse_status = parse_tspl_status,
    .counts_labels = false,
    .tells_idle = true,
};

}  // namespace lini
