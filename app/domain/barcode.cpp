#include "app/domain/barcode.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/base/utf8.h"
#include "app/domain/gs1_dictionary.h"

namespace lini {
namespace {

constexpr std::size_t kTokenDigits = 32;
constexpr std::size_t kLotMax = 20;
constexpr std::size_t kGtinFieldLength = 16;
constexpr std::size_t kSwallowedBytesMax = 128;  // Our own labels hold at most 69.

constexpr std::array<std::string_view, 32> kControlNames = {
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "HT",  "LF",
    "VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
    "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_letter(char a, char b) { return lower(a) == lower(b); }

/// Where an ID card begins in `data`, in any letter case: a keyboard with Caps Lock on must not
/// turn a secret into an unknown code that is shown.
std::size_t find_card(std::string_view data) {
    const auto* found = std::search(data.begin(), data.end(), kIdCardPrefix.begin(),
                                    kIdCardPrefix.end(), same_letter);
    return found == data.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - data.begin());
}

bool is_token(std::string_view text) {
    return text.size() == kTokenDigits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Refusal refuse(std::string key, std::string_view data) {
    return Refusal{std::move(key), {{"code", shown_code(data)}}, Remedy::scan_again};
}

UnknownCode unknown(std::string_view data) { return UnknownCode{shown_code(data)}; }

/// GS1 General Specifications 24, figure 5.1.2-1: GS1-128, GS1 DataMatrix, GS1 QR, GS1 DataBar.
bool is_gs1_aim_id(std::string_view aim_id) {
    return aim_id == "]C1" || aim_id == "]d2" || aim_id == "]Q3" || aim_id == "]e0";
}

/// An EAN or UPC of the retail article: it names no batch. Without a symbology identifier it is
/// known by its check digit; eight digits are left alone, since batch numbers look like that.
bool is_retail_article(std::string_view aim_id, std::string_view data) {
    if (aim_id.substr(0, 2) == "]E") return true;
    const bool length = data.size() == 12 || data.size() == 13 || data.size() == 14;
    return aim_id.empty() && length && gs1::has_valid_check_digit(data);
}

bool starts_with_gtin(std::string_view data) {
    return data.size() >= kGtinFieldLength && data.substr(0, 2) == "01" &&
           gs1::has_valid_check_digit(data.substr(2, kGtinFieldLength - 2));
}

/// True when a lot runs on past its 20 characters, and cutting it before an identifier within it
/// would make the whole readable: the scanner swallowed the separator.
bool lot_swallowed_separator(std::string_view data) {
    if (data.size() > kSwallowedBytesMax) return false;
    for (std::size_t at = 0; at + 3 <= data.size(); ++at) {
        if (data.substr(at, 2) != "10") continue;
        if (at > 0 && !gs1::parse(data.substr(0, at))) continue;
        for (std::size_t length = 1; length <= kLotMax && at + 2 + length < data.size(); ++length) {
            if (gs1::parse(data.substr(at + 2 + length))) return true;
        }
    }
    return false;
}

bool repeats_an_identifier(const std::vector<gs1::Field>& fields) {
    for (const gs1::Field& field : fields) {
        if (*gs1::find(fields, field.ai) != field.value) return true;
    }
    return false;
}

Barcode meaning_of(const std::vector<gs1::Field>& fields, std::string_view data) {
    if (repeats_an_identifier(fields)) return refuse("gs1_contradiction", data);
    if (const std::string* sscc = gs1::find(fields, "00")) return PalletCode{*sscc};
    const std::string* gtin = gs1::find(fields, "01");
    const std::string* lot = gs1::find(fields, "10");
    const std::string* serial = gs1::find(fields, "21");
    if (lot == nullptr && gtin != nullptr) return refuse("gs1_no_batch", data);
    if (lot == nullptr || !is_id_text(*lot)) return unknown(data);
    if (serial == nullptr) return BatchCode{BatchNo(*lot)};
    if (!is_id_text(*serial)) return unknown(data);
    LabelCode label{{}, BatchNo(*lot), Serial(*serial), std::nullopt};
    if (gtin != nullptr) label.gtin = *gtin;
    if (const std::string* expires = gs1::find(fields, "17")) {
        label.expires = gs1::parse_date(*expires);
    }
    return label;
}

Barcode read_gs1(std::string_view data) {
    const auto fields = gs1::parse(data);
    if (fields && !gs1::check_exclusions(*fields)) return refuse("gs1_pair", data);
    if (fields) return meaning_of(*fields, data);
    if (fields.error().code == "gs1_length" && lot_swallowed_separator(data)) {
        return refuse("gs1_separator_lost", data);
    }
    return refuse(fields.error().code, data);
}

/// Many scanners send no symbology identifier: then data is GS1 when it begins with a GTIN and
/// reads to its end, or fails only in a way that no plain batch number would.
bool reads_as_gs1(std::string_view data) {
    if (data.front() == gs1::kSeparator) return true;
    if (data.substr(0, 2) != "01" || data.size() < kGtinFieldLength) return false;
    const auto fields = gs1::parse(data);
    if (fields) return true;
    if (starts_with_gtin(data)) {
        return fields.error().code == "gs1_date" || fields.error().code == "gs1_check_digit" ||
               lot_swallowed_separator(data);
    }
    // A GTIN with a wrong check digit, followed by identifiers that do read.
    return data.size() > kGtinFieldLength && fields.error().code == "gs1_check_digit" &&
           gs1::parse(data.substr(kGtinFieldLength)).has_value();
}

}  // namespace

Barcode read_barcode(std::string_view aim_id, std::string_view data) {
    if (data.empty()) return Refusal{"scan_empty", {}, Remedy::scan_again};
    if (data.size() > kBarcodeBytesMax) {
        const auto bytes = static_cast<std::int64_t>(data.size());
        return Refusal{"scan_too_long", {{"bytes", bytes}}, Remedy::scan_again};
    }
    const std::size_t card = find_card(data);
    if (const auto link = gs1::parse_digital_link(data)) {
        if (!gs1::check_exclusions(*link)) return refuse("gs1_pair", data);
        return meaning_of(*link, data);
    } else if (link.error().code != "gs1_no_link") {
        return refuse(link.error().code, data);
    }
    if (card == 0 && data.substr(0, kIdCardPrefix.size()) == kIdCardPrefix &&
        is_token(data.substr(kIdCardPrefix.size()))) {
        return IdCardCode{std::string(data.substr(kIdCardPrefix.size()))};
    }
    if (card != std::string_view::npos) {
        return Refusal{"id_card_unreadable", {}, Remedy::scan_id_card};
    }
    if (is_gs1_aim_id(aim_id) || (aim_id.empty() && reads_as_gs1(data))) {
        // Some scanners spell out the FNC1 of the first position.
        if (data.front() == gs1::kSeparator) data.remove_prefix(1);
        return read_gs1(data);
    }
    if (is_retail_article(aim_id, data) || !is_id_text(data)) return unknown(data);
    return BatchCode{BatchNo(std::string(data))};
}

std::string shown_code(std::string_view data, std::size_t most) {
    std::string shown;
    const std::size_t card = find_card(data);
    const bool masked = card != std::string_view::npos;
    if (masked) data = data.substr(0, card + kIdCardPrefix.size());
    for (std::size_t count = 0; !data.empty(); ++count) {
        if (count == most) return shown + "…";
        const CodePoint point = next_code_point(data);
        if (point.valid && point.value < 0x20) {
            shown += fmt::format("<{}>", kControlNames[point.value]);
        } else if (point.valid && point.value == 0x7F) {
            shown += "<DEL>";
        } else if (!point.valid || is_unprintable(point.value)) {
            for (const char byte : data.substr(0, point.length)) {
                shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
            }
        } else {
            shown += data.substr(0, point.length);
        }
        data.remove_prefix(point.length);
    }
    return masked ? shown + "…" : shown;
}

std::optional<Refusal> refuse_lot(const BatchNo& lot,
                                  const std::function<bool(const BatchNo&)>& known) {
    if (known(lot)) return std::nullopt;
    const std::string& text = lot.str();
    for (std::size_t length = 1; length + 3 <= text.size(); ++length) {
        if (gs1::leading_identifier(std::string_view(text).substr(length)).empty()) continue;
        if (!known(BatchNo(text.substr(0, length)))) continue;
        return Refusal{"gs1_separator_lost", {{"code", shown_code(text)}}, Remedy::scan_again};
    }
    return Refusal{"batch_unknown", {{"batch", shown_code(text)}}, Remedy::scan_again};
}

}  // namespace lini
