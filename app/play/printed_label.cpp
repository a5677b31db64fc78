#include "app/play/printed_label.h"

#include <algorithm>
#include <charconv>

namespace lini {
namespace {

constexpr std::string_view kFieldData = "^FD";
constexpr std::string_view kFieldEnd = "^FS";
constexpr std::string_view kFieldHex = "^FH";

/// Resolves `mark` + two hex digits; text with a broken escape stays as it is.
std::string resolve_hex(std::string_view text, char mark) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == mark && i + 2 < text.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            bytes += static_cast<char>(value);
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

}  // namespace

std::vector<std::string> zpl_field_data(std::string_view zpl) {
    std::vector<std::string> fields;
    std::size_t from = 0;
    for (;;) {
        const std::size_t begin = zpl.find(kFieldData, from);
        if (begin == std::string_view::npos) return fields;
        const std::size_t end = std::min(zpl.find(kFieldEnd, begin), zpl.size());
        const std::string_view before = zpl.substr(from, begin - from);
        const std::string_view data =
            zpl.substr(begin + kFieldData.size(), end - begin - kFieldData.size());
        const std::size_t hex = before.rfind(kFieldHex);
        if (hex == std::string_view::npos) {
            fields.emplace_back(data);
        } else {
            const std::size_t mark = hex + kFieldHex.size();
            const bool named = mark < before.size() && before[mark] != '^';
            fields.push_back(resolve_hex(data, named ? before[mark] : '_'));
        }
        from = end;
    }
}

bool has_gs1_field(std::string_view zpl, std::string_view ai, std::string_view value) {
    const std::string wanted = "(" + std::string(ai) + ")" + std::string(value);
    const auto fields = zpl_field_data(zpl);
    return std::any_of(fields.begin(), fields.end(), [&](const std::string& text) {
        const std::size_t at = text.find(wanted);
        if (at == std::string::npos) return false;
        const std::size_t after = at + wanted.size();
        return after == text.size() || text[after] == '(';
    });
}

}  // namespace lini
