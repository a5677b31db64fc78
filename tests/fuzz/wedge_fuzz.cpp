// Keystrokes of any kind, in any order: the decoder keeps its bounds, loses no typing and hands
// out each input at most once.
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/base/check.h"
#include "drivers/scanner/wedge.h"

using namespace lini;

namespace {

class StoppedClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return 0; }
    std::int64_t monotonic_us() const override { return 0; }
};

/// Three bytes become one input: what kind, which character or key, which modifiers.
WedgeInput input_of(const std::uint8_t* bytes) {
    if (bytes[0] % 2 == 0) {
        const std::uint32_t high = bytes[2] % 16 == 0 ? std::uint32_t{bytes[2]} << 12 : 0;
        return WedgeCharacter{high | bytes[1]};
    }
    WedgeKeyEvent key;
    key.key = static_cast<WedgeKey>(bytes[0] / 2 % 7);
    key.symbol = static_cast<char>(bytes[1]);
    key.code = bytes[1];
    key.pressed = (bytes[2] & 1) != 0;
    key.ctrl = (bytes[2] & 2) != 0;
    key.shift = (bytes[2] & 4) != 0;
    key.alt = (bytes[2] & 8) != 0;
    return key;
}

void drain(WedgeDecoder& decoder, std::size_t& typed) {
    while (auto output = decoder.next()) {
        if (const auto* scan = std::get_if<ScanPayload>(&*output)) {
            CHECK(!scan->data.empty() || !scan->aim_id.empty());
            CHECK(scan->data.size() + scan->aim_id.size() <= kScanBytesMax);
        }
        typed += std::holds_alternative<Typed>(*output) ? 1 : 0;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const StoppedClock clock;
    WedgeConfig config;
    if ((data[0] & 1) != 0) config.prefix = (data[0] & 2) != 0 ? "~~[" : "~";
    if ((data[0] & 4) != 0) config.suffix = WedgeSuffix::tab;
    WedgeDecoder decoder(config, clock);
    std::size_t fed = 0;
    std::size_t typed = 0;
    for (std::size_t i = 1; i + 3 <= size; i += 3) {
        if (data[i] == 255) decoder.text_input_wanted((data[i + 1] & 1) != 0);
        decoder.feed(input_of(data + i));
        ++fed;
        drain(decoder, typed);
    }
    decoder.reset();
    drain(decoder, typed);
    CHECK(!decoder.scan_pending());
    CHECK(typed <= fed);
    return 0;
}
