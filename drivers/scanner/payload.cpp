#include "drivers/scanner/payload.h"

namespace lini {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view to_string(ScanRefusal reason) {
    switch (reason) {
        case ScanRefusal::empty: return "empty";
        case ScanRefusal::too_long: return "too_long";
        case ScanRefusal::damaged: return "damaged";
        case ScanRefusal::interrupted: return "interrupted";
    }
    return "?";
}

void split_aim_id(ScanPayload& payload) {
    // ISO/IEC 15424: flag character "]", code character (a letter), modifier (digit or letter).
    const std::string& data = payload.data;
    if (data.size() < 3 || data[0] != ']' || !is_letter(data[1])) return;
    if (!is_letter(data[2]) && !is_digit(data[2])) return;
    payload.aim_id = data.substr(0, 3);
    payload.data.erase(0, 3);
}

}  // namespace lini
