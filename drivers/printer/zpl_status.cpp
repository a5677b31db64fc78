#include "drivers/printer/zpl_status.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
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
    status.buffer_full = first[5] != 0;
    status.other_fault = first[9] != 0 || first[10] != 0 || first[11] != 0;
    status.head_open = second[2] != 0;
    status.ribbon_out = second[3] != 0;
    status.labels_remaining = second[8];
    return status;
}

Result<PrinterStatus> parse_zpl_query(std::string_view reply) {
    constexpr std::string_view kErrors = "ERRORS:";
    constexpr std::size_t kGroupDigits = 8;
    if (reply.size() > kReplyBytesMax) return fail("status_unreadable", "~HQES: too long");
    const std::size_t begin = reply.find(kErrors);
    const std::size_t end = reply.find("WARNINGS:", std::min(begin, reply.size()));
    if (end == std::string_view::npos || reply.find(kEtx, end) == std::string_view::npos) {
        return fail("status_unreadable", "~HQES: cut off");
    }
    std::vector<std::string_view> words;  // Flag, then nibbles 16 to 9, then 8 to 1.
    std::string_view line = reply.substr(begin + kErrors.size(), end - begin - kErrors.size());
    while (true) {
        const std::size_t from = line.find_first_not_of(" \r\n");
        if (from == std::string_view::npos) break;
        line.remove_prefix(from);
        const std::size_t size = std::min(line.find_first_of(" \r\n"), line.size());
        words.push_back(line.substr(0, size));
        line.remove_prefix(size);
    }
    unsigned bits = 0;
    const bool shaped = words.size() == 3 && (words[0] == "0" || words[0] == "1") &&
                        words[1].size() == kGroupDigits && words[2].size() == kGroupDigits;
    if (!shaped) return fail("status_unreadable", "~HQES: fields");
    const char* last = words[2].data() + kGroupDigits;
    const auto [at, error] = std::from_chars(words[2].data(), last, bits, 16);
    if (error != std::errc() || at != last) return fail("status_unreadable", "~HQES: not hex");
    PrinterStatus status;
    if (words[0] == "0") return status;
    constexpr unsigned kMediaOut = 0x1;
    constexpr unsigned kRibbonOut = 0x2;
    constexpr unsigned kHeadOpen = 0x4;
    constexpr unsigned kPaused = 0x10000;
    constexpr unsigned kHeadOverTemperature = 0x10;  // It goes on by itself once it is cool.
    status.paper_out = (bits & kMediaOut) != 0;
    status.ribbon_out = (bits & kRibbonOut) != 0;
    status.head_open = (bits & kHeadOpen) != 0;
    status.paused = (bits & kPaused) != 0;
    status.other_fault =
        (bits & ~(kMediaOut | kRibbonOut | kHeadOpen | kPaused | kHeadOverTemperature)) != 0;
    return status;
}

Result<PrinterStatus> parse_zpl_reply(std::string_view reply) {
    const std::size_t title = reply.find("PRINTER STATUS");
    if (title == std::string_view::npos) return parse_zpl_status(reply);
    const std::size_t begin = std::min(reply.rfind(kStx, title), title);
    const std::size_t end = std::min(reply.find(kEtx, title), reply.size() - 1) + 1;
    const auto query = parse_zpl_query(reply.substr(begin, end - begin));
    const std::string rest =
        std::string(reply.substr(0, begin)) + std::string(reply.substr(end));
    auto host = parse_zpl_status(rest);
    if (!query) return host;
    if (!host) return query;
    host->paper_out = host->paper_out || query->paper_out;
    host->ribbon_out = host->ribbon_out || query->ribbon_out;
    host->head_open = host->head_open || query->head_open;
    host->paused = host->paused || query->paused;
    host->other_fault = host->other_fault || query->other_fault;
    return host;
}

}  // namespace lini
