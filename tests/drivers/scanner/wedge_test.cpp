#include "drivers/scanner/wedge.h"

#include <catch2/catch_test_macros.hpp>

#include "drivers/transport/replay.h"

using namespace lini;

namespace {

class FixedClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return 1'764'000'000'000'000; }
    std::int64_t monotonic_us() const override { return 0; }
};

struct Heard {
    std::vector<ScanPayload> scans;
    std::vector<RefusedScan> refused;
    std::string typed;   // Characters handed on.
    int typed_keys = 0;  // Key presses handed on.
    int typed_releases = 0;
};

const FixedClock kClock;

WedgeConfig with_prefix(WedgeSuffix suffix = WedgeSuffix::enter) { return {"kiri", "~", suffix}; }
WedgeConfig suffix_only() { return {"kiri", "", WedgeSuffix::enter}; }

void feed(WedgeDecoder& decoder, const std::vector<WedgeInput>& inputs) {
    for (const WedgeInput& input : inputs) decoder.feed(input);
}

Heard drain(WedgeDecoder& decoder) {
    Heard heard;
    while (auto output = decoder.next()) {
        if (auto* scan = std::get_if<ScanPayload>(&*output)) heard.scans.push_back(*scan);
        if (auto* refused = std::get_if<RefusedScan>(&*output)) heard.refused.push_back(*refused);
        if (auto* typed = std::get_if<Typed>(&*output)) {
            if (auto* character = std::get_if<WedgeCharacter>(&typed->input)) {
                heard.typed += static_cast<char>(character->code_point);
            } else if (std::get<WedgeKeyEvent>(typed->input).pressed) {
                ++heard.typed_keys;
            } else {
                ++heard.typed_releases;
            }
        }
    }
    return heard;
}

Heard hear(const WedgeConfig& config, const std::vector<WedgeInput>& inputs) {
    WedgeDecoder decoder(config, kClock);
    feed(decoder, inputs);
    return drain(decoder);
}

WedgeKeyEvent key_press(WedgeKey key, char symbol = '\0') {
    WedgeKeyEvent event;
    event.key = key;
    event.symbol = symbol;
    event.code = 500 + symbol;
    return event;
}

}  // namespace

TEST_CASE("a scan in prefix mode arrives whole and nothing of it is typed") {
    const Heard heard = hear(with_prefix(), keystrokes_of_scan("B2611-0042", with_prefix()));
    REQUIRE(heard.scans.size() == 1);
    CHECK(heard.scans[0].data == "B2611-0042");
    CHECK(heard.scans[0].device == "kiri");
    CHECK(heard.scans[0].sequence == 1);
    CHECK(heard.scans[0].at_utc_us == kClock.now_utc_us());
    CHECK_FALSE(heard.scans[0].manual);
    CHECK(heard.typed.empty());
    CHECK(heard.typed_keys == heard.typed_releases);
}

TEST_CASE("a thousand characters arrive in order") {
    std::string data;
    for (int i = 0; i < 1000; ++i) data += static_cast<char>('!' + i % 90);
    const Heard heard = hear(with_prefix(), keystrokes_of_scan(data, with_prefix()));
    REQUIRE(heard.scans.size() == 1);
    CHECK(heard.scans[0].data == data);
}

TEST_CASE("GS comes through by every way in which scanners send it") {
    const std::string data =
        "10LOT\x1d"
        "21777";
    for (const GsKeys gs : {GsKeys::ctrl_bracket, GsKeys::ctrl_shift_bracket, GsKeys::alt_029}) {
        for (const WedgeConfig& config : {with_prefix(), suffix_only()}) {
            const Heard heard = hear(config, keystrokes_of_scan(data, config, gs));
            REQUIRE(heard.scans.size() == 1);
            CHECK(heard.scans[0].data == data);
            CHECK(heard.typed.empty());
        }
    }
}

TEST_CASE("a scan that begins with GS is one in suffix mode too") {
    for (const GsKeys gs : {GsKeys::ctrl_bracket, GsKeys::alt_029}) {
        const Heard heard = hear(suffix_only(), keystrokes_of_scan("\x1d"
                                                                   "01",
                                                                   suffix_only(), gs));
        REQUIRE(heard.scans.size() == 1);
        CHECK(heard.scans[0].data ==
              "\x1d"
              "01");
    }
}

TEST_CASE("the symbology identifier is split off the data") {
    const Heard heard =
        hear(with_prefix(), keystrokes_of_scan("]C10108991234567894", with_prefix()));
    REQUIRE(heard.scans.size() == 1);
    CHECK(heard.scans[0].aim_id == "]C1");
    CHECK(heard.scans[0].data == "0108991234567894");
    const Heard none = hear(with_prefix(), keystrokes_of_scan("]1]", with_prefix()));
    CHECK(none.scans.at(0).aim_id.empty());
    CHECK(none.scans.at(0).data == "]1]");
}

TEST_CASE("an over-long scan is refused once, and the next one is whole") {
    WedgeDecoder decoder(with_prefix(), kClock);
    feed(decoder, keystrokes_of_scan(std::string(10'000, 'x'), with_prefix()));
    feed(decoder, keystrokes_of_scan(std::string(kScanBytesMax, 'y'), with_prefix()));
    const Heard heard = drain(decoder);
    REQUIRE(heard.refused.size() == 1);
    CHECK(heard.refused[0].reason == ScanRefusal::too_long);
    CHECK(heard.refused[0].bytes == 10'000);
    REQUIRE(heard.scans.size() == 1);
    CHECK(heard.scans[0].data.size() == kScanBytesMax);
    CHECK(heard.scans[0].sequence == 2);
    CHECK(heard.typed.empty());
}

TEST_CASE("NUL and other controls are data for others to judge") {
    std::string data = "a";
    for (char c = 0; c < 32; ++c) {
        if (c != '\r' && c != '\n') data += c;  // Those two are the Enter key's own.
    }
    const Heard heard = hear(with_prefix(), keystrokes_of_scan(data, with_prefix()));
    REQUIRE(heard.scans.size() == 1);
    CHECK(heard.scans[0].data == data);
}

TEST_CASE("a character that Unicode has not spoils the scan") {
    WedgeDecoder decoder(with_prefix(), kClock);
    for (const std::uint32_t c : {std::uint32_t{'~'}, std::uint32_t{0xD800}, std::uint32_t{'a'}}) {
        decoder.feed(WedgeCharacter{c});
    }
    decoder.feed(key_press(WedgeKey::enter));
    CHECK(drain(decoder).refused.at(0).reason == ScanRefusal::damaged);
}

TEST_CASE("an empty scan is refused in prefix mode and is a plain Enter in suffix mode") {
    const Heard prefixed = hear(with_prefix(), keystrokes_of_scan("", with_prefix()));
    CHECK(prefixed.refused.at(0).reason == ScanRefusal::empty);
    const Heard plain = hear(suffix_only(), keystrokes_of_scan("", suffix_only()));
    CHECK(plain.refused.empty());
    CHECK(plain.scans.empty());
    CHECK(plain.typed_keys == 1);
}

TEST_CASE("typing is never a scan in prefix mode") {
    WedgeDecoder decoder(with_prefix(), kClock);
    feed(decoder, keystrokes_of_typing("alasan: botol pecah 12"));
    decoder.feed(key_press(WedgeKey::enter));
    decoder.feed(key_press(WedgeKey::tab));
    const Heard heard = drain(decoder);
    CHECK(heard.typed == "alasan: botol pecah 12");
    CHECK(heard.scans.empty());
    CHECK(heard.refused.empty());
    CHECK_FALSE(decoder.scan_pending());
}

TEST_CASE("a scan in the middle of typing leaves the typing whole") {
    WedgeDecoder decoder(with_prefix(), kClock);
    feed(decoder, keystrokes_of_typing("bot"));
    feed(decoder, keystrokes_of_scan("B1", with_prefix()));
    feed(decoder, keystrokes_of_typing("ol"));
    const Heard heard = drain(decoder);
    CHECK(heard.typed == "botol");
    CHECK(heard.scans.at(0).data == "B1");
}

TEST_CASE("the beginning of a longer prefix is typing if it goes on differently") {
    const WedgeConfig config{"kiri", "~~[", WedgeSuffix::enter};
    WedgeDecoder decoder(config, kClock);
    feed(decoder, keystrokes_of_typing("a~b~~c~~~"));
    CHECK(drain(decoder).typed == "a~b~~c~");  // The last two may still become a prefix.
    feed(decoder, keystrokes_of_typing("["));
    CHECK(decoder.scan_pending());
    feed(decoder, keystrokes_of_typing("B1"));
    decoder.feed(key_press(WedgeKey::enter));
    CHECK(drain(decoder).scans.at(0).data == "B1");
}

TEST_CASE("a prefix that comes by Alt code begins a scan") {
    WedgeDecoder decoder(with_prefix(), kClock);
    WedgeKeyEvent alt = key_press(WedgeKey::alt);
    decoder.feed(alt);
    for (const char digit : {'1', '2', '6'}) decoder.feed(key_press(WedgeKey::keypad, digit));
    alt.pressed = false;
    decoder.feed(alt);
    CHECK(decoder.scan_pending());
}

TEST_CASE("an unfinished scan waits for its suffix and is given up by reset or Escape") {
    WedgeDecoder decoder(with_prefix(), kClock);
    feed(decoder, keystrokes_of_typing("~B26"));
    CHECK(decoder.scan_pending());
    CHECK(drain(decoder).scans.empty());
    decoder.reset();
    CHECK_FALSE(decoder.scan_pending());
    CHECK(drain(decoder).refused.at(0).reason == ScanRefusal::interrupted);
    feed(decoder, keystrokes_of_typing("~B26"));
    decoder.feed(key_press(WedgeKey::escape));
    CHECK(drain(decoder).refused.at(0).reason == ScanRefusal::interrupted);
    decoder.reset();
    CHECK(drain(decoder).refused.empty());
}

TEST_CASE("in suffix mode typing stays typing while a text field wants it") {
    WedgeDecoder decoder(suffix_only(), kClock);
    decoder.text_input_wanted(true);
    feed(decoder, keystrokes_of_typing("botol"));
    decoder.feed(key_press(WedgeKey::enter));
    CHECK(drain(decoder).typed == "botol");
    decoder.text_input_wanted(false);
    feed(decoder, keystrokes_of_scan("B1", suffix_only()));
    const Heard heard = drain(decoder);
    CHECK(heard.scans.at(0).data == "B1");
    CHECK(heard.typed.empty());
}

TEST_CASE("a scan that has begun is not split by a text field that opens") {
    WedgeDecoder decoder(suffix_only(), kClock);
    feed(decoder, keystrokes_of_typing("B26"));
    decoder.text_input_wanted(true);
    feed(decoder, keystrokes_of_typing("11"));
    decoder.feed(key_press(WedgeKey::enter));
    const Heard heard = drain(decoder);
    CHECK(heard.scans.at(0).data == "B2611");
    CHECK(heard.typed.empty());
}

TEST_CASE("Tab ends a scan where it is the suffix, and is data where it is not") {
    const WedgeConfig tab = with_prefix(WedgeSuffix::tab);
    CHECK(hear(tab, keystrokes_of_scan("B1", tab)).scans.at(0).data == "B1");
    WedgeDecoder decoder(with_prefix(), kClock);
    feed(decoder, keystrokes_of_typing("~a"));
    decoder.feed(key_press(WedgeKey::tab));
    feed(decoder, keystrokes_of_typing("b"));
    decoder.feed(key_press(WedgeKey::enter));
    CHECK(drain(decoder).scans.at(0).data == "a\tb");
}

TEST_CASE("a key that was handed on is also handed on when released") {
    WedgeDecoder decoder(with_prefix(), kClock);
    WedgeKeyEvent shift = key_press(WedgeKey::other, 's');
    decoder.feed(shift);
    feed(decoder, keystrokes_of_typing("~B1"));
    shift.pressed = false;
    decoder.feed(shift);
    WedgeKeyEvent enter = key_press(WedgeKey::enter);
    decoder.feed(enter);
    enter.pressed = false;
    decoder.feed(enter);  // Its press ended the scan, so its release is nobody's.
    const Heard heard = drain(decoder);
    CHECK(heard.typed_keys == heard.typed_releases);
    CHECK(heard.scans.size() == 1);
}
