#include "drivers/scanner/key_decoder.h"

#include <linux/input-event-codes.h>

#include <array>
#include <string_view>

namespace lini {
namespace {

constexpr int kAltDigitsMax = 4;
constexpr int kAltCodeMax = 255;
constexpr int kPressed = 1;
constexpr int kReleased = 0;

struct KeySigns {
    std::uint16_t first_code;
    std::string_view plain;
    std::string_view shifted;
};

// Runs of neighbouring codes in a US keyboard's order.
constexpr std::array kSigns = {
    KeySigns{KEY_1, "1234567890-=", "!@#$%^&*()_+"},
    KeySigns{KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
    KeySigns{KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    KeySigns{KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    KeySigns{KEY_KPASTERISK, "*", "*"},
    KeySigns{KEY_SPACE, " ", " "},
    KeySigns{KEY_KP7, "789-456+1230.", "789-456+1230."},
    KeySigns{KEY_102ND, "\\", "|"},
    KeySigns{KEY_KPSLASH, "/", "/"},
};

/// 0 for a key without a sign.
char sign_of(std::uint16_t code, bool shifted) {
    for (const KeySigns& run : kSigns) {
        if (code < run.first_code || code >= run.first_code + run.plain.size()) continue;
        return (shifted ? run.shifted : run.plain)[code - run.first_code];
    }
    return '\0';
}

/// What Ctrl makes of a sign of the unshifted layout: Ctrl+] is GS. -1: nothing.
int control_code(char sign) {
    if (sign >= 'a' && sign <= 'z') return sign - 'a' + 1;
    switch (sign) {
        case '2': return 0;
        case '[':
        case '3': return 27;
        case '\\':
        case '4': return 28;
        case ']':
        case '5': return 29;
        case '6': return 30;
        case '-':
        case '7': return 31;
        default: return -1;
    }
}

bool is_enter(std::uint16_t code) { return code == KEY_ENTER || code == KEY_KPENTER; }

unsigned with_bit(unsigned bits, unsigned bit, bool on) { return on ? bits | bit : bits & ~bit; }

}  // namespace

void KeyDecoder::feed(std::uint16_t code, std::int32_t value) {
    if (value != kPressed && value != kReleased) return;
    if (take_modifier(code, value == kPressed) || value == kReleased) return;
    press(code);
}

bool KeyDecoder::take_modifier(std::uint16_t code, bool down) {
    switch (code) {
        case KEY_LEFTSHIFT: shift_ = with_bit(shift_, 1, down); return true;
        case KEY_RIGHTSHIFT: shift_ = with_bit(shift_, 2, down); return true;
        case KEY_LEFTCTRL: ctrl_ = with_bit(ctrl_, 1, down); return true;
        case KEY_RIGHTCTRL: ctrl_ = with_bit(ctrl_, 2, down); return true;
        case KEY_LEFTALT:
        case KEY_RIGHTALT: {
            const bool was_down = alt_ != 0;
            alt_ = with_bit(alt_, code == KEY_LEFTALT ? 1 : 2, down);
            if (was_down && alt_ == 0) release_alt();
            if (!was_down) alt_digits_ = alt_code_ = 0;
            return true;
        }
        default: return false;
    }
}

void KeyDecoder::press(std::uint16_t code) {
    const char plain = sign_of(code, false);
    if (alt_ != 0) {
        if (plain < '0' || plain > '9') return;
        if (alt_digits_ < kAltDigitsMax) alt_code_ = alt_code_ * 10 + (plain - '0');
        ++alt_digits_;
        return;
    }
    const int control = ctrl_ != 0 && plain != '\0' ? control_code(plain) : -1;
    const bool enter = is_enter(code) || control == '\r' || control == '\n';
    const bool tab = code == KEY_TAB || control == '\t';
    if ((enter && suffix_ != KeySuffix::tab) || (tab && suffix_ != KeySuffix::enter)) {
        builder_.end();
    } else if (enter || tab) {
        builder_.append(enter ? '\r' : '\t');
    } else if (ctrl_ != 0) {
        if (control >= 0) builder_.append(static_cast<char>(control));
    } else if (plain != '\0') {
        builder_.append(sign_of(code, shift_ != 0));
    }
    // Keys without a sign (Caps Lock, F1, arrows) are none of a code.
}

/// Alt+0+2+9: Alt down, digits, Alt up is one character.
void KeyDecoder::release_alt() {
    if (alt_digits_ == 0) return;
    if (alt_digits_ > kAltDigitsMax || alt_code_ > kAltCodeMax) {
        builder_.damage();
    } else {
        builder_.append_code_point(static_cast<std::uint32_t>(alt_code_));
    }
}

void KeyDecoder::events_lost() {
    builder_.damage();
    shift_ = ctrl_ = alt_ = 0;
}

void KeyDecoder::unplugged() {
    shift_ = ctrl_ = alt_ = 0;
    builder_.give_up();
}

}  // namespace lini
