#include "drivers/printer/epl.h"

#include <algorithm>
#include <array>
#include <optional>

#include "drivers/printer/code128.h"
#include "drivers/printer/graphic.h"
#include "drivers/printer/label_check.h"

namespace lini {
namespace {

constexpr int kModuleDotsMax = 10;    // B: narrow bar width.
constexpr int kMultiplierMax = 6;     // A: horizontal multipliers are 1 to 6 and 8.
constexpr double kLeastHeight = 0.8;  // A font this much lower than asked for is not the same text.
constexpr std::string_view kTrigger = "P1\n";

struct Font {
    int number;
    int width_dots;
    int height_dots;
};

// A: fonts 1 to 4 at 203 and at 300 dpi; font 5 has no lower case.
constexpr std::array kFonts203 = {Font{4, 14, 24}, Font{3, 12, 20}, Font{2, 10, 16},
                                  Font{1, 8, 12}};
constexpr std::array kFonts300 = {Font{4, 24, 44}, Font{3, 20, 36}, Font{2, 16, 28},
                                  Font{1, 12, 20}};

struct FontChoice {
    Font font;
    int multiplier;

    int width_dots() const { return font.width_dots * multiplier; }
    int height_dots() const { return font.height_dots * multiplier; }
};

/// The highest font that is no higher than `height_dots`, if it comes near it and the text fits.
std::optional<FontChoice> font_for(std::size_t characters, int height_dots, int width_dots,
                                   Resolution resolution) {
    const bool fine = resolution.dots_per_mm > 10.0;
    const auto& fonts = fine ? kFonts300 : kFonts203;
    std::optional<FontChoice> best;
    for (const Font& font : fonts) {
        for (int multiplier = 1; multiplier <= kMultiplierMax; ++multiplier) {
            const FontChoice choice{font, multiplier};
            if (choice.height_dots() > height_dots) break;
            if (!best || choice.height_dots() > best->height_dots()) best = choice;
        }
    }
    if (!best || best->height_dots() < kLeastHeight * height_dots) return std::nullopt;
    const auto room = static_cast<std::size_t>(width_dots / best->width_dots());
    return characters <= room ? best : std::nullopt;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Within quotes a backslash makes the next character itself; a command ends with its line.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string command(std::string_view name, std::initializer_list<int> values) {
    std::string out(name);
    for (const int value : values) {
        if (out.size() > name.size()) out += ',';
        out += std::to_string(value);
    }
    return out;
}

class Encoder {
public:
    Encoder(const Label& label, Resolution resolution) : label_(label), resolution_(resolution) {}

    /// q and ZT stay in force from label to label, so they are set anew. The form length is left
    /// as the printer measured it.
    Result<std::string> encode() {
        const Result<void> sound = check_label(label_);
        if (!sound) return pass_on(sound);
        out_ = "\nN\nq" + std::to_string(in_dots(label_.width_mm)) + "\nR0,0\nZT\nN\n";
        for (const LabelItem& item : label_.items) {
            const Result<void> drawn =
                std::visit([this](const auto& shape) { return draw(shape); }, item);
            if (!drawn) return pass_on(drawn);
        }
        return out_ + std::string(kTrigger);
    }

private:
    int in_dots(double mm) const { return dots(mm, resolution_); }
    int at_least_one_dot(double mm) const { return std::max(1, in_dots(mm)); }

    Result<void> draw(const LabelText& item) {
        const double width_mm =
            item.max_width_mm > 0.0 ? item.max_width_mm : label_.width_mm - item.x_mm;
        const std::string text = printed_text(item.text, item.height_mm, width_mm);
        const int width_dots = in_dots(width_mm);
        const auto choice = font_for(text.size(), in_dots(item.height_mm), width_dots, resolution_);
        if (!choice || !is_ascii(text)) return draw_picture(item);
        int x = in_dots(item.x_mm);
        const int free_dots = width_dots - static_cast<int>(text.size()) * choice->width_dots();
        if (item.align == TextAlign::center) x += free_dots / 2;
        if (item.align == TextAlign::right) x += free_dots;
        const auto line = [&](int x_dots) {
            out_ += command("A", {x_dots, in_dots(item.y_mm), 0, choice->font.number,
                                  choice->multiplier, choice->multiplier}) +
                    ",N," + quoted(text) + "\n";
        };
        line(x);
        if (item.bold) line(x + 1);
        return {};
    }

    Result<void> draw(const LabelBarcode& item) {
        const int module_dots = in_dots(item.module_mm);
        if (module_dots < 1) return fail("label_out_of_bounds", "module of 0 dots");
        const Result<void> fits = check_room(label_, item, resolution_);
        if (!fits) return pass_on(fits);
        const bool native =
            item.symbology == Symbology::code128 && module_dots <= kModuleDotsMax;
        if (!native) return draw_picture(item);
        const auto symbols = code128_symbols(item.data, false);
        if (!symbols) return pass_on(symbols);
        // B "1B" and "1C" name the subset, so that the symbol is as wide as it was planned.
        const bool switches = std::any_of(symbols->begin(), symbols->end(), [](const auto& symbol) {
            return symbol.step == Code128Step::code_b || symbol.step == Code128Step::fnc1;
        });
        if (switches) return draw_picture(item);
        const bool pairs = symbols->front().step == Code128Step::start_c;
        out_ += command("B", {in_dots(item.x_mm), in_dots(item.y_mm), 0}) +
                (pairs ? ",1C," : ",1B,") +
                command("", {module_dots, module_dots, at_least_one_dot(item.height_mm)}) + ",N," +
                quoted(item.data) + "\n";
        if (!item.human_readable) return {};
        const double dots_wide = code128_modules(*symbols) * module_dots;
        return draw(human_readable_line(item, dots_wide / resolution_.dots_per_mm));
    }

    Result<void> draw(const LabelLine& item) {
        out_ += command("LO", {in_dots(item.x_mm), in_dots(item.y_mm),
                               at_least_one_dot(item.width_mm), at_least_one_dot(item.height_mm)}) +
                "\n";
        return {};
    }

    /// X draws a box from corner to corner, inwards.
    Result<void> draw(const LabelBox& item) {
        const int x = in_dots(item.x_mm);
        const int y = in_dots(item.y_mm);
        const int width = at_least_one_dot(item.width_mm);
        const int height = at_least_one_dot(item.height_mm);
        const int thickness = std::min({at_least_one_dot(item.thickness_mm), width, height});
        out_ += command("X", {x, y, thickness, x + width, y + height}) + "\n";
        return {};
    }

    /// GW: the printer counts the bytes, so a picture can hold anything. A 0 is black here.
    Result<void> draw_picture(const LabelItem& item) {
        const auto image = label_image({label_.width_mm, label_.height_mm, {item}}, resolution_);
        if (!image) return pass_on(image);
        for (const Graphic& piece : graphics_of(*image)) {
            out_ += command("GW", {piece.x_dots, piece.y_dots, piece.bytes_per_row, piece.rows});
            out_ += ',';
            for (const char byte : piece.bits) out_ += static_cast<char>(~byte);
            out_ += '\n';
        }
        return {};
    }

    const Label& label_;
    const Resolution resolution_;
    std::string out_;
};

Result<std::string> encode(const Label& label, Resolution resolution) {
    return Encoder(label, resolution).encode();
}

bool speaks(const UsbIdentity& usb) { return names_command_set(usb, {"EPL", "EPL2"}); }

/// P ends the job; a picture before it may hold the same letters.
std::size_t first_printing_byte(std::string_view job) {
    const std::size_t end = job.rfind("\nP1\n");
    return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

Result<PrinterStatus> parse_epl_status(std::string_view reply) {
    if (reply.size() < 4 || reply.size() > 64 || !reply.ends_with("\r\n")) {
        return fail("status_unreadable", "^ee: no line");
    }
    reply.remove_suffix(2);
    PrinterStatus status;
    while (true) {
        const bool code = reply.size() >= 2 && reply[0] >= '0' && reply[0] <= '9' &&
                          reply[1] >= '0' && reply[1] <= '9';
        if (!code) return fail("status_unreadable", "^ee: no code");
        switch ((reply[0] - '0') * 10 + (reply[1] - '0')) {
            case 0: break;
            case 7: status.paper_out = true; break;  // Paper or ribbon: it does not say which.
            case 11: status.head_open = true; break;
            case 12: status.paused = true; break;
            // Of the job before: what it printed was wrong, but it prints the next one.
            case 1: case 2: case 3: case 8: case 9: case 10: case 13: case 14: case 15: break;
            default: status.other_fault = true; break;
        }
        if (reply.size() == 2) return status;
        if (reply[2] != ',') return fail("status_unreadable", "^ee: no comma");
        reply.remove_prefix(3);
    }
}

const LabelLanguage kEpl = {
    .name = "epl",
    .speaks = speaks,
    .encode = encode,
    .flush = flush_of<'\n'>(),
    .reset = "\nN\n",
    // ^@ resets the printer and what it still holds; N alone clears the image only.
    .reset_after_fault = "\n^@\nN\n",
    .first_printing_byte = first_printing_byte,
    .status_request = "^ee\n",
    .parse_status = parse_epl_status,
    .counts_labels = false,
};

}  // namespace lini
