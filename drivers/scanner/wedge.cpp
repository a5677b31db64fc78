#include "drivers/scanner/wedge.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::size_t kPrefixBytesMax = 8;
constexpr std::size_t kKeysDownMax = 64;  // More than a keyboard reports at once.
constexpr int kAltDigitsMax = 4;
constexpr int kAltCodeMax = 255;
constexpr std::uint32_t kCodePointMax = 0x10FFFF;

bool is_printable_ascii(char c) { return c > ' ' && c <= '~'; }

WedgeConfig checked(WedgeConfig config) {
    CHECK(config.prefix.size() <= kPrefixBytesMax);
    CHECK(std::all_of(config.prefix.begin(), config.prefix.end(), is_printable_ascii));
    return config;
}

/// What Ctrl makes of a key on a US layout: Ctrl+] is GS (29), Ctrl+M is CR (13). -1: nothing.
/// Shift makes no difference: Ctrl+Shift+] and Ctrl+} are GS too.
int control_code(char symbol) {
    if (symbol >= 'a' && symbol <= 'z') return symbol - 'a' + 1;
    switch (symbol) {
        case '2':
        case '@': return 0;
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

bool is_digit_key(const WedgeKeyEvent& input) {
    const bool has_symbol = input.key == WedgeKey::keypad || input.key == WedgeKey::character;
    return has_symbol && input.symbol >= '0' && input.symbol <= '9';
}

}  // namespace

WedgeDecoder::WedgeDecoder(WedgeConfig config, const Clock& clock)
    : config_(checked(std::move(config))), clock_(clock) {}

void WedgeDecoder::feed(const WedgeInput& input) {
    if (const auto* character = std::get_if<WedgeCharacter>(&input)) {
        feed_character(*character);
    } else {
        feed_key(std::get<WedgeKeyEvent>(input));
    }
}

void WedgeDecoder::feed_character(const WedgeCharacter& input) {
    if (!scanning_ && !config_.prefix.empty()) {
        match_prefix(input);
        return;
    }
    if (!scanning_) {
        if (!starts_scan_in_suffix_mode()) {
            pass(input);
            return;
        }
        scanning_ = true;
    }
    append_code_point(input.code_point);
}

/// Holds characters back while they may be the prefix; what cannot be it any more is typing. So
/// a person's "~" right before a scanner's "~~" costs no scan.
void WedgeDecoder::match_prefix(const WedgeCharacter& input) {
    const auto may_be_prefix = [this] {
        return std::equal(prefix_inputs_.begin(), prefix_inputs_.end(), config_.prefix.begin(),
                          [](const WedgeCharacter& held, char wanted) {
                              return held.code_point == static_cast<unsigned char>(wanted);
                          });
    };
    prefix_inputs_.push_back(input);
    while (!may_be_prefix()) {
        const WedgeCharacter typed = prefix_inputs_.front();
        prefix_inputs_.erase(prefix_inputs_.begin());
        pass(typed);
    }
    if (prefix_inputs_.size() < config_.prefix.size()) return;
    prefix_inputs_.clear();
    scanning_ = true;
}

void WedgeDecoder::give_up_prefix() {
    for (const WedgeCharacter& held : std::exchange(prefix_inputs_, {})) pass(held);
}

void WedgeDecoder::feed_key(const WedgeKeyEvent& input) {
    if (!input.pressed) {
        feed_release(input);
        return;
    }
    if (!scanning_ && !begins_scan(input)) {
        feed_typing_key(input);
        return;
    }
    scanning_ = scanning_ || input.key != WedgeKey::alt;
    if (take_alt_key(input)) return;
    if (is_suffix(input)) {
        end_scan();
    } else if (input.key == WedgeKey::escape) {
        refuse(ScanRefusal::interrupted);
    } else if (input.ctrl && !input.alt && input.key == WedgeKey::character) {
        const int code = control_code(input.symbol);
        if (code >= 0) append_byte(static_cast<char>(code));
    } else if (input.key == WedgeKey::enter || input.key == WedgeKey::tab) {
        append_byte(input.key == WedgeKey::enter ? '\r' : '\t');  // The other one is data.
    }
    // Character keys carry nothing here: their character callback follows.
}

/// A key press outside a scan. A prefix may come by Alt codes too, so those are watched.
void WedgeDecoder::feed_typing_key(const WedgeKeyEvent& input) {
    const bool alt_code = take_alt_key(input);
    const bool types = input.key == WedgeKey::character || input.key == WedgeKey::keypad;
    const bool modifier = input.key == WedgeKey::other;
    if (!alt_code && !types && !modifier) give_up_prefix();  // Enter, Tab: a person at work.
    // In suffix mode the character that follows begins a scan: its key must not do anything.
    const bool swallowed = starts_scan_in_suffix_mode() && types && !input.ctrl && !input.alt;
    if (!swallowed) pass(input);
}

/// In suffix mode: a key that brings data without a character callback.
bool WedgeDecoder::begins_scan(const WedgeKeyEvent& input) const {
    if (!starts_scan_in_suffix_mode()) return false;
    if (input.key == WedgeKey::alt || (alt_down_ && is_digit_key(input))) return true;
    return input.key == WedgeKey::character && input.ctrl && !input.alt &&
           control_code(input.symbol) == kGs;
}

bool WedgeDecoder::is_suffix(const WedgeKeyEvent& input) const {
    const bool enter = config_.suffix == WedgeSuffix::enter;
    if (input.key == WedgeKey::character && input.ctrl && !input.alt) {
        const bool enter_code = input.symbol == 'm' || input.symbol == 'j';
        return enter ? enter_code : input.symbol == 'i';
    }
    return input.key == (enter ? WedgeKey::enter : WedgeKey::tab);
}

/// Alt+029: Alt down, digits, Alt up is one character. True if the key belonged to that.
bool WedgeDecoder::take_alt_key(const WedgeKeyEvent& input) {
    if (input.key == WedgeKey::alt) {
        if (!alt_down_) {
            alt_digits_ = 0;
            alt_code_ = 0;
        }
        alt_down_ = true;
        return true;
    }
    if (!alt_down_ || !is_digit_key(input)) return false;
    if (alt_digits_ < kAltDigitsMax) alt_code_ = alt_code_ * 10 + (input.symbol - '0');
    ++alt_digits_;
    return true;
}

void WedgeDecoder::feed_release(const WedgeKeyEvent& input) {
    if (input.key == WedgeKey::alt && alt_down_) {
        alt_down_ = false;
        if (alt_digits_ > 0) take_alt_code();
    }
    pass_release(input);
}

void WedgeDecoder::take_alt_code() {
    const bool exists = alt_digits_ <= kAltDigitsMax && alt_code_ <= kAltCodeMax;
    const auto code_point = static_cast<std::uint32_t>(alt_code_);
    if (!scanning_ && !config_.prefix.empty()) {
        // Its keys were handed on already, so only a piece of the prefix means anything here.
        const char expected = config_.prefix[prefix_inputs_.size()];
        if (exists && code_point == static_cast<unsigned char>(expected)) {
            match_prefix({code_point});
        }
        return;
    }
    if (!scanning_ && !starts_scan_in_suffix_mode()) return;
    scanning_ = true;
    if (exists) {
        append_code_point(code_point);
    } else {
        damaged_ = true;
    }
}

void WedgeDecoder::pass(const WedgeInput& input) {
    const auto* key = std::get_if<WedgeKeyEvent>(&input);
    if (key != nullptr && key->pressed) {
        passed_down_.erase(std::remove(passed_down_.begin(), passed_down_.end(), key->code),
                           passed_down_.end());
        if (passed_down_.size() == kKeysDownMax) passed_down_.erase(passed_down_.begin());
        passed_down_.push_back(key->code);
    }
    out_.push_back(Typed{input});
}

/// A release goes where its press went, so that no key seems to be held down for ever.
void WedgeDecoder::pass_release(const WedgeKeyEvent& input) {
    const auto found = std::find(passed_down_.begin(), passed_down_.end(), input.code);
    if (found == passed_down_.end()) return;
    passed_down_.erase(found);
    out_.push_back(Typed{input});
}

void WedgeDecoder::append_byte(char byte) {
    ++bytes_seen_;
    if (bytes_seen_ <= kScanBytesMax) data_ += byte;
}

void WedgeDecoder::append_code_point(std::uint32_t c) {
    const auto tail = [&](int shift) {
        append_byte(static_cast<char>(0x80 | (c >> shift & 0x3F)));
    };
    if (c > kCodePointMax || (c >= 0xD800 && c <= 0xDFFF)) {
        damaged_ = true;
    } else if (c < 0x80) {
        append_byte(static_cast<char>(c));
    } else if (c < 0x800) {
        append_byte(static_cast<char>(0xC0 | c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        append_byte(static_cast<char>(0xE0 | c >> 12));
        tail(6);
        tail(0);
    } else {
        append_byte(static_cast<char>(0xF0 | c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

void WedgeDecoder::end_scan() {
    if (damaged_) {
        refuse(ScanRefusal::damaged);
    } else if (bytes_seen_ > kScanBytesMax) {
        refuse(ScanRefusal::too_long);
    } else if (bytes_seen_ == 0) {
        refuse(ScanRefusal::empty);
    } else {
        ScanPayload payload;
        payload.data = std::move(data_);
        payload.device = config_.device;
        payload.at_utc_us = clock_.now_utc_us();
        payload.sequence = ++sequence_;
        split_aim_id(payload);
        out_.push_back(std::move(payload));
        clear_scan();
    }
}

void WedgeDecoder::refuse(ScanRefusal reason) {
    RefusedScan refused;
    refused.reason = reason;
    refused.bytes = bytes_seen_;
    refused.device = config_.device;
    refused.at_utc_us = clock_.now_utc_us();
    refused.sequence = ++sequence_;
    out_.push_back(std::move(refused));
    clear_scan();
}

void WedgeDecoder::clear_scan() {
    scanning_ = false;
    damaged_ = false;
    bytes_seen_ = 0;
    data_.clear();
    alt_down_ = false;
}

void WedgeDecoder::reset() {
    give_up_prefix();
    if (scanning_) refuse(ScanRefusal::interrupted);
}

std::optional<WedgeOutput> WedgeDecoder::next() {
    if (out_.empty()) return std::nullopt;
    std::optional<WedgeOutput> output(std::move(out_.front()));
    out_.pop_front();
    return output;
}

}  // namespace lini
