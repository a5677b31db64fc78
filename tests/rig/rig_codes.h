// The codes that the rig's scanners read: distinct, with GS in them, all on a US keyboard. Pure.
#pragma once

#include <algorithm>
#include <string>

namespace lini::rig {

/// "0108991234567898" "10L3b" GS "210000042"
inline std::string code_of(int number) {
    std::string serial = std::to_string(number);
    serial.insert(0, 7 - std::min<std::size_t>(serial.size(), 7), '0');
    const char letter = static_cast<char>('a' + number % 26);
    const std::string lot = "L" + std::to_string(number % 97) + letter;
    return "010899123456789810" + lot + "\x1d" + "21" + serial;
}

}  // namespace lini::rig
