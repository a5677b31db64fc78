#include "drivers/transport/replay.h"

#include <fstream>

#include "app/base/utf8.h"

namespace lini {
namespace {

constexpr int kEnterCode = 1000;  // Made-up native codes, one per kind of key.
constexpr int kTabCode = 1001;
constexpr int kCtrlCode = 1002;
constexpr int kShiftCode = 1003;
constexpr int kAltCode = 1004;
constexpr int kKeypadCode = 1100;

void press(std::vector<WedgeInput>& out, WedgeKeyEvent key) {
    key.pressed = true;
    out.push_back(key);
}

void release(std::vector<WedgeInput>& out, WedgeKeyEvent key) {
    key.pressed = false;
    out.push_back(key);
}

WedgeKeyEvent plain_key(WedgeKey key, int code, char symbol = '\0') {
    WedgeKeyEvent event;
    event.key = key;
    event.code = code;
    event.symbol = symbol;
    return event;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Key press, character, key release, as GLFW calls back.
void type_character(std::vector<WedgeInput>& out, std::uint32_t code_point) {
    const bool ascii = code_point < 0x80;
    const char symbol = ascii ? lower(static_cast<char>(code_point)) : '\0';
    const WedgeKeyEvent key = plain_key(ascii ? WedgeKey::character : WedgeKey::other,
                                        static_cast<int>(code_point & 0xFF), symbol);
    press(out, key);
    out.push_back(WedgeCharacter{code_point});
    release(out, key);
}

/// Ctrl+letter, as most scanners send control characters: Ctrl+] for GS.
void type_control(std::vector<WedgeInput>& out, char byte, bool shift) {
    constexpr std::string_view kKeys = "@abcdefghijklmnopqrstuvwxyz[\\]6-";
    const WedgeKeyEvent ctrl = plain_key(WedgeKey::other, kCtrlCode);
    const WedgeKeyEvent shift_key = plain_key(WedgeKey::other, kShiftCode);
    const char symbol = kKeys[static_cast<unsigned char>(byte)];
    WedgeKeyEvent key = plain_key(WedgeKey::character, symbol, symbol);
    key.ctrl = true;
    key.shift = shift;
    press(out, ctrl);
    if (shift) press(out, shift_key);
    press(out, key);
    release(out, key);
    if (shift) release(out, shift_key);
    release(out, ctrl);
}

void type_alt_code(std::vector<WedgeInput>& out, std::string_view digits) {
    const WedgeKeyEvent alt = plain_key(WedgeKey::alt, kAltCode);
    press(out, alt);
    for (const char digit : digits) {
        WedgeKeyEvent key = plain_key(WedgeKey::keypad, kKeypadCode + digit - '0', digit);
        key.alt = true;
        press(out, key);
        release(out, key);
    }
    release(out, alt);
}

void type_text(std::vector<WedgeInput>& out, std::string_view text, GsKeys gs) {
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        text.remove_prefix(point.length);
        if (point.value == 29 && gs == GsKeys::alt_029) {
            type_alt_code(out, "029");
        } else if (point.value < 0x20) {
            type_control(out, static_cast<char>(point.value), gs == GsKeys::ctrl_shift_bracket);
        } else {
            type_character(out, point.value);
        }
    }
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

}  // namespace

std::vector<WedgeInput> keystrokes_of_scan(std::string_view data, const WedgeConfig& config,
                                           GsKeys gs) {
    std::vector<WedgeInput> out;
    type_text(out, config.prefix, gs);
    type_text(out, data, gs);
    const bool enter = config.suffix == WedgeSuffix::enter;
    const WedgeKeyEvent suffix =
        enter ? plain_key(WedgeKey::enter, kEnterCode) : plain_key(WedgeKey::tab, kTabCode);
    press(out, suffix);
    release(out, suffix);
    return out;
}

std::vector<WedgeInput> keystrokes_of_typing(std::string_view text) {
    std::vector<WedgeInput> out;
    type_text(out, text, GsKeys::ctrl_bracket);
    return out;
}

Result<std::string> unescape_bytes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const char kind = i + 1 < text.size() ? text[++i] : '\0';
        if (kind == 'x' && i + 2 < text.size()) {
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0)
                return fail("recording_unreadable", "\\x needs two hex digits");
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else if (kind == '\\' || kind == 'r' || kind == 'n' || kind == 't') {
            out += kind == 'r' ? '\r' : kind == 'n' ? '\n' : kind == 't' ? '\t' : '\\';
        } else {
            return fail("recording_unreadable", "unknown escape");
        }
    }
    return out;
}

Result<std::vector<std::string>> read_recording(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail("recording_unreadable", path);
    std::vector<std::string> scans;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        Result<std::string> scan = unescape_bytes(line);
        if (!scan) {
            return fail("recording_unreadable",
                        path + ":" + std::to_string(number) + ": " + scan.error().detail);
        }
        scans.push_back(*std::move(scan));
    }
    return scans;
}

}  // namespace lini
