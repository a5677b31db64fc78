#include "tests/rig/gadget/status_talk.h"

namespace lini::rig {
namespace {

/// ZPL II Programming Guide, ~HS: three strings between STX and ETX; ~HQES: one more.
std::string zebra_answer(Mood mood) {
    const bool out = mood == Mood::paper_out;
    const bool busy = mood == Mood::printing;
    const std::string paper = out ? "1" : "0";
    const std::string waiting = busy ? "002" : "000";
    const std::string left = busy ? "00000003" : "00000000";
    const std::string errors = out ? "1 00000000 00000001" : "0 00000000 00000000";
    return "\x02" "030," + paper + ",0,1245," + waiting + ",0,0,0,000,0,0,0\x03\r\n" +
           "\x02" "000,0,0,0,0,2,4,0," + left + ",1,000\x03\r\n" +
           "\x02" "1234,0\x03\r\n" +
           "\x02\r\n  PRINTER STATUS\r\n   ERRORS:         " + errors +
           "\r\n   WARNINGS:       0 00000000 00000000\r\n\x03";
}

}  // namespace

std::optional<std::string> status_answer(std::string_view packet, Mood mood) {
    const bool out = mood == Mood::paper_out;
    std::optional<std::string> answer;
    if (packet == "~HS~HQES") answer = zebra_answer(mood);
    // TSPL/TSPL2 Programming Manual, <ESC>!?: bit 2 paper, bit 5 printing.
    if (packet == "\x1b!?") {
        const int bits = (out ? 0x04 : 0) | (mood == Mood::printing ? 0x20 : 0);
        answer = std::string(1, static_cast<char>(bits));
    }
    // EPL2 Programmer's Manual, ^ee: 00 no error, 07 media or ribbon empty.
    if (packet == "^ee\n") answer = out ? "07\r\n" : "00\r\n";
    // ESC/POS, DLE EOT 1 to 4: bits 1 and 4 are always set.
    if (packet == "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04") {
        answer = out ? "\x1a\x32\x12\x72" : "\x12\x12\x12\x12";
    }
    if (answer && mood == Mood::silent) answer->clear();
    return answer;
}

}  // namespace lini::rig
