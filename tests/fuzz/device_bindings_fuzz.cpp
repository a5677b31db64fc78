// devices.toml: whatever the text is, it is refused with problems or gives bindings that are
// written and read again as they are.
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "app/import/device_bindings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto bindings = lini::parse_device_bindings("fuzz.toml", text);
    if (!bindings) {
        CHECK(!bindings.error().empty());
        return 0;
    }
    const std::string written = lini::device_bindings_text(*bindings);
    const auto again = lini::parse_device_bindings("fuzz.toml", written);
    CHECK(again.has_value());
    CHECK(again->scanners == bindings->scanners);
    CHECK(lini::device_bindings_text(*again) == written);
    return 0;
}
