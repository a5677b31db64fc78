// Scans as the devices send them: keys of a keyboard scanner, reports of a HID POS scanner. Pure.
#pragma once

#include <linux/input-event-codes.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/transport/replay.h"

namespace lini::test {

struct KeyPress {
    std::uint16_t code;
    std::int32_t value;
};

/// The key of a sign on a US keyboard, and whether it needs Shift.
inline KeyPress key_of(char sign) {
    constexpr std::array<std::pair<int, const char*>, 5> kRows = {{{KEY_1, "1234567890-="},
                                                                   {KEY_Q, "qwertyuiop[]"},
                                                                   {KEY_A, "asdfghjkl;'`"},
                                                                   {KEY_BACKSLASH, "\\zxcvbnm,./"},
                                                                   {KEY_SPACE, " "}}};
    constexpr std::array<const char*, 5> kShifted = {"!@#$%^&*()_+", "QWERTYUIOP{}",
                                                     "ASDFGHJKL:\"~", "|ZXCVBNM<>?", "\1"};
    for (std::size_t row = 0; row < kRows.size(); ++row) {
        const std::string plain = kRows[row].second;
        const std::string shifted = kShifted[row];
        const std::size_t at = plain.find(sign);
        const std::size_t up = shifted.find(sign);
        const auto first = static_cast<std::size_t>(kRows[row].first);
        if (at != std::string::npos) return {static_cast<std::uint16_t>(first + at), 0};
        if (up != std::string::npos) return {static_cast<std::uint16_t>(first + up), 1};
    }
    return {0, 0};
}

/// What a keyboard scanner presses and releases for `data`, Enter at the end.
inline std::vector<KeyPress> key_presses(const std::string& data, GsKeys gs) {
    std::vector<KeyPress> keys;
    const auto stroke = [&](int code) {
        keys.push_back({static_cast<std::uint16_t>(code), 1});
        keys.push_back({static_cast<std::uint16_t>(code), 0});
    };
    const auto held = [&](int modifier, const std::vector<int>& codes) {
        keys.push_back({static_cast<std::uint16_t>(modifier), 1});
        for (const int code : codes) stroke(code);
        keys.push_back({static_cast<std::uint16_t>(modifier), 0});
    };
    for (const char sign : data) {
        if (sign == '\x1d' && gs == GsKeys::alt_029) {
            held(KEY_LEFTALT, {KEY_KP0, KEY_KP2, KEY_KP9});
        } else if (sign == '\x1d') {
            held(KEY_LEFTCTRL, {KEY_RIGHTBRACE});
        } else if (const KeyPress key = key_of(sign); key.value == 1) {
            held(KEY_LEFTSHIFT, {key.code});
        } else {
            stroke(key.code);
        }
    }
    stroke(KEY_ENTER);
    return keys;
}

/// Report 2 of 64 bytes as Access-IS' readers describe it: length, identifier, 56 bytes of data, a
/// vendor's byte, one reserved, and "continued" in the last one.
inline std::string pos_descriptor() {
    constexpr std::string_view kBytes(
        "\x05\x8c\x09\x02\xa1\x01\x09\x12\xa1\x02\x85\x02\x15\x00\x26\xff\x00\x75\x08"
        "\x95\x01\x05\x01\x09\x3b\x81\x02"
        "\x95\x03\x05\x8c\x09\xfb\x09\xfc\x09\xfd\x81\x02"
        "\x95\x38\x09\xfe\x82\x02\x01"
        "\x95\x02\x06\x66\xff\x09\x04\x81\x02"
        "\x05\x8c\x75\x01\x95\x01\x09\xff\x81\x02\x95\x07\x81\x03"
        "\xc0\xc0",
        71);
    return std::string(kBytes);
}

inline std::vector<std::string> pos_reports(std::string_view data, std::string_view aim_id) {
    constexpr std::size_t kDataBytes = 56;
    std::vector<std::string> reports;
    do {
        const std::string_view piece = data.substr(0, kDataBytes);
        data.remove_prefix(piece.size());
        std::string report(64, '\0');
        report[0] = '\x02';
        report[1] = static_cast<char>(piece.size());
        report.replace(2, aim_id.size(), aim_id);
        report.replace(5, piece.size(), piece);
        report[63] = data.empty() ? '\0' : '\x01';
        reports.push_back(report);
    } while (!data.empty());
    return reports;
}

}  // namespace lini::test
