#include "drivers/printer/zpl_status.h"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace lini {
namespace {

constexpr char kStx = '\x02';
constexpr char kEtx = '\x03';
constexpr std::size_t kReplyBytesMax = 1024;

/// The text between the next STX and ETX, taken off the front of `rest`.
std::optional<std::string_view> next_string(std::string_view& rest) {
    const std::size_t stx = rest.find(kStx);
    if (stx == std::string_view::npos) return std::nullopt;
    const std::size_t etx = rest.find(kEtx, stx);
    if (etx == std::string_view::npos) return std::nullopt;
    const std::string_view text = rest.substr(stx + 1, etx - stx - 1);
    rest.remove_prefix(etx + 1);
    if (text.find(kStx) != std::string_view::npos) return std::nullopt;
    return text;
}

/// Comma-separated decimal numbers; nothing if any field is something else.
std::optional<std::vector<int>> numbers(std::string_view text) {
    std::vector<int> out;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view field = text.substr(0, comma);
        int value = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        const bool whole = end == field.data() + field.size();
        if (error != std::errc() || !whole || value < 0) return std::nullopt;
        out.push_back(value);
        if (comma == std::string_view::npos) return out;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace

Result<PrinterStatus> parse_zpl_status(std::string_view reply) {
    if (reply.size() > kReplyBytesMax) return fail("status_unreadable", "~HS: too long");
    std::string_view rest = reply;
    std::array<std::vector<int>, 2> fields;
    for (std::vector<int>& line : fields) {
        const std::optional<std::string_view> text = next_string(rest);
        if (!text) return fail("status_unreadable", "~HS: cut off");
        std::optional<std::vector<int>> values = numbers(*text);
        if (!values) return fail("status_unreadable", "~HS: not numbers");
        line = *std::move(values);
    }
    // The third string holds a password and is of no interest; it only must have arrived.
    if (!next_string(rest)) return fail("status_unreadable", "~HS: cut off");
    const std::vector<int>& first = fields[0];   // aaa,b,c,dddd,eee,f,g,h,iii,j,k,l
    const std::vector<int>& second = fields[1];  // mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www
    if (first.size() < 12 || second.size() < 11) return fail("status_unreadable", "~HS: fields");
    PrinterStatus status;
    status.paper_out = first[1] != 0;
    status.paused = first[2] != 0;
    status.formats_waiting = first[4];
    status.other_fault = first[5] != 0 || first[9] != 0 || first[10] != 0 || first[11] != 0;
    status.head_open = second[2] != 0;
    status.ribbon_out = second[3] != 0;
    status.labels_remaining = second[8];
    return status;
}

}  // namespace lini
