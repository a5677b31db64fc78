#include "drivers/printer/escpos.h"

#include <algorithm>

#include "drivers/printer/graphic.h"
#include "drivers/printer/label_check.h"

namespace lini {
namespace {

constexpr char kDle = '\x10';
constexpr std::string_view kReset = "\x1b@";
// GS V B 0: feeds the label past the cutter and cuts; a printer without a cutter feeds.
constexpr std::string_view kCut("\x1dVB\0", 4);

std::string little_endian(int value) {
    return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}

/// GS v 0, normal density: bytes per row, rows, then the rows; a 1 is black. Printers obey DLE EOT,
/// DLE ENQ and DLE DC4 even within a picture.
std::string picture(Graphic piece) {
    for (const char second : {'\x04', '\x05', '\x14'}) {
        avoid_pair(piece.bits, kDle, second, '\x30');
    }
    return std::string("\x1dv0\0", 4) + little_endian(piece.bytes_per_row) +
           little_endian(piece.rows) + piece.bits;
}

Result<std::string> encode(const Label& label, Resolution resolution) {
    const Result<void> sound = check_label(label);
    if (!sound) return pass_on(sound);
    const auto image = label_image(label, resolution);
    if (!image) return pass_on(image);
    std::string out;
    for (Graphic& piece : graphics_of(*image, true)) out += picture(std::move(piece));
    return out + std::string(kCut);
}

bool speaks(const UsbIdentity& usb) {
    return names_command_set(usb, {"ESC/POS", "ESCPOS", "ESC-POS"});
}

std::size_t first_printing_byte(std::string_view) { return 0; }

bool has_fixed_bits(char byte) { return (static_cast<unsigned char>(byte) & 0x93) == 0x12; }

}  // namespace

Result<PrinterStatus> parse_escpos_status(std::string_view reply) {
    if (reply.size() != 4 || !std::all_of(reply.begin(), reply.end(), has_fixed_bits)) {
        return fail("status_unreadable", "DLE EOT");
    }
    const auto has = [&](std::size_t which, unsigned bits) {
        return (static_cast<unsigned char>(reply[which]) & bits) != 0;
    };
    PrinterStatus status;
    status.head_open = has(1, 0x04);                    // Cover.
    status.paper_out = has(1, 0x20) || has(3, 0x60);    // Stopped at its end; roll sensor.
    status.other_fault = has(1, 0x40) || has(2, 0x68);  // Error: cutter, for ever, for now.
    const bool known = status.head_open || status.paper_out || status.other_fault;
    status.paused = has(0, 0x08) && !known;  // Off line, and nothing says why.
    return status;
}

const LabelLanguage kEscpos = {
    .name = "escpos",
    .speaks = speaks,
    .encode = encode,
    .flush = flush_of<'\0'>(),
    .reset = kReset,
    .reset_after_fault = kReset,
    .first_printing_byte = first_printing_byte,
    .status_request = "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04",
    .parse_status = parse_escpos_status,
    .counts_labels = false,
};

}  // namespace lini
