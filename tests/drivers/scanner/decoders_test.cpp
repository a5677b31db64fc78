#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>

#include "drivers/scanner/hid_pos.h"
#include "drivers/scanner/key_decoder.h"
#include "drivers/scanner/serial_decoder.h"
#include "tests/drivers/scanner/sample_scans.h"

using namespace lini;
using namespace lini::test;

namespace {

class HandClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return now_us; }
    std::int64_t monotonic_us() const override { return now_us; }
    std::int64_t now_us = 1'000'000;
};

/// What a decoder has to hand over, payloads as "aim|data", refusals as "!reason bytes".
template <typename Decoder>
std::vector<std::string> told(Decoder& decoder) {
    std::vector<std::string> out;
    while (auto output = decoder.next()) {
        if (const auto* scan = std::get_if<ScanPayload>(&*output)) {
            out.push_back(scan->aim_id + "|" + scan->data + (scan->repeat ? " again" : ""));
        } else {
            const auto& refused = std::get<RefusedScan>(*output);
            out.push_back("!" + std::string(to_string(refused.reason)) + " " +
                          std::to_string(refused.bytes));
        }
    }
    return out;
}

using Told = std::vector<std::string>;

struct Keyboard {
    explicit Keyboard(KeySuffix suffix = KeySuffix::enter) : decoder("k", clock, suffix) {}

    Told type(const std::string& data, GsKeys gs = GsKeys::ctrl_bracket) {
        for (const KeyPress& key : key_presses(data, gs)) decoder.feed(key.code, key.value);
        return told(decoder);
    }

    HandClock clock;
    KeyDecoder decoder;
};

const std::string kEverySign = "ABCXYZabcxyz0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

}  // namespace

TEST_CASE("serial: each CR ends a scan, however the bytes are cut") {
    HandClock clock;
    const std::string all =
        "]C101089\x1d"
        "21A\rB2\r\nB3\r\r";
    for (std::size_t step = 1; step < 8; ++step) {
        SerialDecoder decoder("s", clock);
        for (std::size_t at = 0; at < all.size(); at += step) decoder.feed(all.substr(at, step));
        CHECK(told(decoder) == Told{"]C1|01089\x1d"
                                    "21A",
                                    "|B2", "|B3", "!empty 0"});
    }
}

TEST_CASE("serial: NUL and high bytes are data, 10 kB are refused whole, unplugging is told") {
    HandClock clock;
    SerialDecoder decoder("s", clock);
    decoder.feed(std::string("a\0\xff\r", 4));
    CHECK(told(decoder) == Told{std::string("|a\0\xff", 4)});
    decoder.feed(std::string(10'000, 'x') + "\rnext\r");
    CHECK(told(decoder) == Told{"!too_long 10000", "|next"});
    decoder.feed("half");
    decoder.unplugged();
    decoder.unplugged();
    decoder.feed("whole\r");
    CHECK(told(decoder) == Told{"!interrupted 4", "|whole"});
}

TEST_CASE("the same code within 200 ms is one scan, and distinct codes never are") {
    HandClock clock;
    SerialDecoder decoder("s", clock);
    decoder.feed("A\r");
    clock.now_us += 199'000;
    decoder.feed("A\r");
    clock.now_us += 199'000;
    decoder.feed("A\r");
    clock.now_us += 200'000;
    decoder.feed("A\r");
    CHECK(told(decoder) == Told{"|A", "|A again", "|A again", "|A"});
    for (int i = 0; i < 1000; ++i) {
        clock.now_us += 10'000;
        decoder.feed(std::to_string(i % 2) + "\r");
    }
    const Told scans = told(decoder);
    CHECK(scans.size() == 1000);
    for (const std::string& one : scans) CHECK(one.size() == 2);
}

TEST_CASE("keyboard: every sign of a US keyboard, GS by Ctrl and by Alt") {
    Keyboard keyboard;
    CHECK(keyboard.type(kEverySign) == Told{"|" + kEverySign});
    const std::string gs1 =
        "]d20108991234567013\x1d"
        "10A";
    const Told wanted{
        "]d2|0108991234567013\x1d"
        "10A"};
    CHECK(keyboard.type(gs1, GsKeys::ctrl_bracket) == wanted);
    keyboard.clock.now_us += 1'000'000;
    CHECK(keyboard.type(gs1, GsKeys::alt_029) == wanted);
}

TEST_CASE("keyboard: Caps Lock, repeats and keys without a sign change nothing") {
    Keyboard keyboard;
    keyboard.decoder.feed(KEY_CAPSLOCK, 1);
    keyboard.decoder.feed(KEY_CAPSLOCK, 0);
    keyboard.decoder.feed(KEY_F4, 1);
    keyboard.decoder.feed(KEY_A, 1);
    for (int i = 0; i < 20; ++i) keyboard.decoder.feed(KEY_A, 2);
    keyboard.decoder.feed(KEY_A, 0);
    CHECK(keyboard.type("bC") == Told{"|abC"});
}

TEST_CASE("keyboard: Tab ends a scan where it is the suffix, and is data where it is not") {
    Keyboard tab(KeySuffix::tab);
    tab.decoder.feed(KEY_A, 1);
    tab.decoder.feed(KEY_ENTER, 1);
    tab.decoder.feed(KEY_TAB, 1);
    CHECK(told(tab.decoder) == Told{"|a\r"});
    Keyboard enter;
    enter.decoder.feed(KEY_A, 1);
    enter.decoder.feed(KEY_TAB, 1);
    enter.decoder.feed(KEY_KPENTER, 1);
    CHECK(told(enter.decoder) == Told{"|a\t"});
}

TEST_CASE("keyboard: lost events and impossible Alt codes refuse the scan, not the next one") {
    Keyboard keyboard;
    keyboard.decoder.feed(KEY_A, 1);
    keyboard.decoder.events_lost();
    CHECK(keyboard.type("b") == Told{"!damaged 2"});
    keyboard.decoder.feed(KEY_LEFTALT, 1);
    for (int i = 0; i < 5; ++i) keyboard.decoder.feed(KEY_KP9, 1);
    keyboard.decoder.feed(KEY_LEFTALT, 0);
    CHECK(keyboard.type("b") == Told{"!damaged 1"});
    CHECK(keyboard.type("c") == Told{"|c"});
    keyboard.decoder.feed(KEY_A, 1);
    keyboard.decoder.unplugged();
    CHECK(keyboard.type("d") == Told{"!interrupted 1", "|d"});
}

TEST_CASE("HID: the layout of a report is read from its descriptor") {
    const auto layout = parse_hid_pos_descriptor(pos_descriptor());
    REQUIRE(layout);
    CHECK(layout->report_id == 2);
    CHECK(layout->report_bytes == 64);
    CHECK(layout->length_at == 1);
    CHECK(layout->aim_at == std::array<std::size_t, 3>{2, 3, 4});
    CHECK(layout->data_at == 5);
    CHECK(layout->data_bytes == 56);
    CHECK(layout->continued_at_bit == 63 * 8);
}

TEST_CASE("HID: a keyboard, a broken and an endless descriptor are no scanner") {
    const std::string keyboard(
        "\x05\x01\x09\x06\xa1\x01\x05\x07\x19\xe0\x29\xe7\x75\x01\x95\x08"
        "\x81\x02\xc0",
        19);
    CHECK(parse_hid_pos_descriptor(keyboard).error().code == "hid_not_a_scanner");
    CHECK(parse_hid_pos_descriptor("").error().code == "hid_not_a_scanner");
    const std::string whole = pos_descriptor();
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        const auto layout = parse_hid_pos_descriptor(whole.substr(0, cut));
        if (layout) CHECK(layout->data_at + layout->data_bytes <= layout->report_bytes);
    }
    CHECK(parse_hid_pos_descriptor(std::string(5000, '\xc0')).error().code ==
          "hid_descriptor_unreadable");
    // Four thousand million fields.
    CHECK(parse_hid_pos_descriptor(std::string("\x97\xff\xff\xff\xff\x75\x08\x81\x02", 9))
              .error()
              .code == "hid_descriptor_unreadable");
}

TEST_CASE("HID: a code comes in one report or in several") {
    HandClock clock;
    HidPosDecoder decoder("h", clock);
    decoder.feed(pos_reports("ignored", "]C1").front());
    CHECK(told(decoder).empty());
    decoder.use(*parse_hid_pos_descriptor(pos_descriptor()));
    const std::string data =
        "0108991234567013\x1d"
        "10A";
    const std::string lengthy = std::string(56, 'x') + std::string(56, 'y') + "z";
    for (const std::string& report : pos_reports(data, "]d2")) decoder.feed(report);
    for (const std::string& report : pos_reports(lengthy, "]Q1")) decoder.feed(report);
    for (const std::string& report : pos_reports("]C1in front", "")) decoder.feed(report);
    decoder.feed("");
    decoder.feed(std::string(64, '\x07'));  // Another report of the device.
    decoder.feed(pos_reports("", "").front());
    CHECK(told(decoder) == Told{"]d2|" + data, "]Q1|" + lengthy, "]C1|in front"});
}

TEST_CASE("HID: a report that lies is refused, and unplugging within a code is told") {
    HandClock clock;
    HidPosDecoder decoder("h", clock);
    decoder.use(*parse_hid_pos_descriptor(pos_descriptor()));
    std::string report = pos_reports("abc", "]C1").front();
    report[1] = '\x39';  // Longer than the data field.
    decoder.feed(report);
    decoder.feed(report.substr(0, 20));
    const auto parts = pos_reports(std::string(60, 'x'), "]C1");
    decoder.feed(parts[0]);
    decoder.unplugged();
    for (const std::string& part : pos_reports("whole", "]C1")) decoder.feed(part);
    CHECK(told(decoder) == Told{"!damaged 56", "!damaged 0", "!interrupted 56", "]C1|whole"});
}

TEST_CASE("HID: a field of no bits is nowhere in the report") {
    std::string descriptor = pos_descriptor();
    // "Decode data continued" at the very end, of size 0.
    const std::size_t at = descriptor.find(std::string("\x75\x01\x95\x01\x09\xff", 6));
    REQUIRE(at != std::string::npos);
    descriptor[at + 1] = '\0';
    const auto layout = parse_hid_pos_descriptor(descriptor);
    REQUIRE(layout);
    CHECK(layout->continued_at_bit == 0);
}
