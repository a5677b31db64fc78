// A scanner that types: tells its keystrokes from a person's, by characters and never by time,
// because the window system gives no times. Fed in the order in which the window's callbacks
// came. One thread: the one that owns the window.
//
// Prefix mode (`prefix` set): a scan runs from the prefix to the suffix key and everything in it
// is swallowed; everything else is typing. The prefix should be a character nobody types.
// Suffix mode (`prefix` empty): while no text field wants input, characters are scan data up to
// the suffix key, and a suffix key with nothing before it is typing; while one wants input,
// everything is typing. A scan that has begun goes on to its suffix either way, so it is never
// split. Call reset() when a finger opens a text field, to drop stray typing.
// A suffix is needed in both modes: without one, only time could end a scan. An unfinished scan
// stays pending until its suffix, the Escape key or reset().
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/base/clock.h"
#include "drivers/scanner/payload.h"

namespace lini {

enum class WedgeSuffix { enter, tab };

struct WedgeConfig {
    std::string device = "wedge";
    std::string prefix;  // Printable ASCII, at most 8 characters; empty: suffix mode.
    WedgeSuffix suffix = WedgeSuffix::enter;
};

enum class WedgeKey {
    other,
    enter,  // Also the keypad's.
    tab,
    escape,
    alt,        // Either one.
    character,  // A key of the main block, `symbol` its US unshifted character: 'a', ']', '6'.
    keypad,     // A keypad digit, `symbol` '0' to '9'.
};

/// One key callback. Auto-repeat is a press that was not released.
struct WedgeKeyEvent {
    WedgeKey key = WedgeKey::other;
    char symbol = '\0';
    int code = 0;  // The window system's own number: pairs presses with releases.
    bool pressed = true;
    bool ctrl = false;
    bool shift = false;
    bool alt = false;
};

/// One character callback.
struct WedgeCharacter {
    std::uint32_t code_point = 0;
};

using WedgeInput = std::variant<WedgeCharacter, WedgeKeyEvent>;

/// Input that was no scan, to be handed on to whoever wants typing, in order.
struct Typed {
    WedgeInput input;
};

using WedgeOutput = std::variant<ScanPayload, RefusedScan, Typed>;

class WedgeDecoder {
public:
    /// `clock` outlives the decoder.
    WedgeDecoder(WedgeConfig config, const Clock& clock);

    void feed(const WedgeInput& input);

    /// Suffix mode only: whether a text field wants what is typed from here on.
    void text_input_wanted(bool wanted) { text_wanted_ = wanted; }

    /// Gives up an unfinished scan and reports it as interrupted; nothing if none is pending.
    void reset();

    /// True between the first character of a scan and its end: the screen may say so.
    bool scan_pending() const { return scanning_; }

    /// The next result, in input order. At most a few per input; drain it after each feed().
    std::optional<WedgeOutput> next();

private:
    static constexpr int kGs = 29;

    void feed_character(const WedgeCharacter& input);
    void match_prefix(const WedgeCharacter& input);
    void give_up_prefix();
    void feed_key(const WedgeKeyEvent& input);
    void feed_typing_key(const WedgeKeyEvent& input);
    void feed_release(const WedgeKeyEvent& input);
    bool starts_scan_in_suffix_mode() const { return config_.prefix.empty() && !text_wanted_; }
    bool begins_scan(const WedgeKeyEvent& input) const;
    bool is_suffix(const WedgeKeyEvent& input) const;
    bool take_alt_key(const WedgeKeyEvent& input);
    void take_alt_code();
    void pass(const WedgeInput& input);
    void pass_release(const WedgeKeyEvent& input);
    void append_byte(char byte);
    void append_code_point(std::uint32_t c);
    void end_scan();
    void refuse(ScanRefusal reason);
    void clear_scan();

    const WedgeConfig config_;
    const Clock& clock_;
    bool text_wanted_ = false;
    bool scanning_ = false;
    bool damaged_ = false;
    std::size_t bytes_seen_ = 0;
    std::string data_;
    std::vector<WedgeCharacter> prefix_inputs_;  // Held back until the prefix is whole or broken.
    bool alt_down_ = false;
    int alt_digits_ = 0;
    int alt_code_ = 0;
    std::vector<int> passed_down_;  // Codes whose press was handed on: their release follows it.
    std::uint64_t sequence_ = 0;
    std::deque<WedgeOutput> out_;
};

}  // namespace lini
