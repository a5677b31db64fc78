#include "drivers/usb/quirks.h"

#include <array>

namespace lini {
namespace {

struct QuirkRow {
    std::uint16_t vendor_id;
    std::uint16_t product_id;  // 0: all of the vendor's.
    UsbQuirks quirks;
};

// The label and receipt printers among CUPS's backend/org.cups.usb-quirks (2.4), where "unidir"
// and "no-reattach" stand for one_way and no_reattach.
constexpr std::array kRows = {
    // All Zebra devices: bugs.launchpad.net/bugs/1001028, Apple #5395. "unidir" is not taken over:
    // there a read is always pending, here one is listened for after a request and ends by itself.
    // Without it no Zebra on USB could ever tell that its paper is out.
    QuirkRow{0x0a5f, 0, {.no_reattach = true}},
    // All Intermec devices: Apple #4553.
    QuirkRow{0x067e, 0, {.no_reattach = true}},
    // Star Micronics: Apple #5251.
    QuirkRow{0x0519, 0, {.one_way = true}},
    // Citizen CT-S4000: Apple #5823.
    QuirkRow{0x2730, 0x2008, {.one_way = true}},
    // All Arkscan label printers: Apple #5867.
    QuirkRow{0x2d84, 0, {.one_way = true, .no_reattach = true}},
    // Prolific PL2305, a parallel port on USB: bugs.launchpad.net/bugs/987485.
    QuirkRow{0x067b, 0x2305, {.one_way = true, .no_reattach = true}},
    // QinHeng CH340S, a parallel port on USB: bugs.launchpad.net/bugs/1000253.
    QuirkRow{0x1a86, 0x7584, {.no_reattach = true}},
};

struct ModelRow {
    std::string_view manufacturer;  // MFG begins with it.
    std::string_view model;         // MDL begins with it.
    std::string_view language;
};

// Printers whose id names no command set that we know.
constexpr std::array kModels = {
    // "MFG:VEVOR ;CMD: ;MODEL:Y428BT;": LPrint 1.3, lprint-tspl.h.
    ModelRow{"VEVOR", "Y428BT", "tspl"},
    // Epson's receipt printers in the printer class; newer ones say CMD:ESC/POS: Epson, ESC/POS
    // Command Reference, list of TM models.
    ModelRow{"EPSON", "TM-", "escpos"},
    // Eltron, since 1998 Zebra, made nothing that does not speak EPL2: Zebra, EPL Programming
    // Guide.
    ModelRow{"Eltron", "", "epl"},
};

}  // namespace

std::string_view language_by_model(const UsbIdentity& identity) {
    for (const ModelRow& row : kModels) {
        if (!identity.device_id.manufacturer.starts_with(row.manufacturer)) continue;
        if (identity.device_id.model.starts_with(row.model)) return row.language;
    }
    return {};
}

UsbQuirks quirks_of(const UsbIdentity& identity) {
    for (const QuirkRow& row : kRows) {
        const bool product = row.product_id == 0 || row.product_id == identity.product_id;
        if (row.vendor_id == identity.vendor_id && product) return row.quirks;
    }
    return {};
}

}  // namespace lini
