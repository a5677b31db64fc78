// Whatever scanners send: bytes of a serial line, key codes, HID reports under any descriptor.
// Every scan stays within its bounds, and after giving up nothing is pending.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "drivers/scanner/hid_pos.h"
#include "drivers/scanner/key_decoder.h"
#include "drivers/scanner/serial_decoder.h"

using namespace lini;

namespace {

class StoppedClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return 0; }
    std::int64_t monotonic_us() const override { return 0; }
};

template <typename Decoder>
void drain(Decoder& decoder) {
    while (auto output = decoder.next()) {
        if (const auto* scan = std::get_if<ScanPayload>(&*output)) {
            CHECK(!scan->data.empty() || !scan->aim_id.empty());
            CHECK(scan->data.size() + scan->aim_id.size() <= kScanBytesMax + 3);
        }
    }
}

template <typename Decoder>
void finish(Decoder& decoder) {
    decoder.unplugged();
    drain(decoder);
    decoder.unplugged();
    CHECK(!decoder.next());
}

void serial(std::string_view bytes) {
    const StoppedClock clock;
    SerialDecoder decoder("s", clock);
    decoder.feed(bytes.substr(0, bytes.size() / 2));
    decoder.feed(bytes.substr(bytes.size() / 2));
    drain(decoder);
    finish(decoder);
}

void keyboard(std::string_view bytes) {
    const StoppedClock clock;
    KeyDecoder decoder("k", clock, bytes.size() % 2 == 0 ? KeySuffix::enter : KeySuffix::tab);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto code = static_cast<unsigned char>(bytes[i]);
        if (code == 255) decoder.events_lost();
        decoder.feed(code, bytes[i + 1] % 3);
        drain(decoder);
    }
    finish(decoder);
}

/// The first byte says how long the descriptor is; then reports of 64 bytes.
void hid(std::string_view bytes) {
    const StoppedClock clock;
    if (bytes.empty()) return;
    const std::size_t split = 1 + static_cast<unsigned char>(bytes[0]);
    const std::string_view descriptor = bytes.substr(1, split - 1);
    const auto layout = parse_hid_pos_descriptor(descriptor);
    if (!layout) return;
    CHECK(layout->length_at < layout->report_bytes);
    CHECK(layout->data_at + layout->data_bytes <= layout->report_bytes);
    CHECK(layout->continued_at_bit / 8 < layout->report_bytes);
    CHECK(layout->report_bytes <= layout->longest_report_bytes);
    HidPosDecoder decoder("h", clock);
    decoder.use(*layout);
    for (std::size_t at = split; at < bytes.size(); at += 64) {
        decoder.feed(bytes.substr(at, 64));
        drain(decoder);
    }
    finish(decoder);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 3 == 0) serial(bytes);
    if (data[0] % 3 == 1) keyboard(bytes);
    if (data[0] % 3 == 2) hid(bytes);
    return 0;
}
