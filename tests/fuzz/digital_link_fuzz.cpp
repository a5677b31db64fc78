// Any text as a GS1 Digital Link: what is one gives fields that an element string can hold.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "app/domain/gs1.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto fields = lini::gs1::parse_digital_link(text);
    if (!fields) return 0;
    CHECK(!fields->empty());
    const auto written = lini::gs1::format(*fields);
    CHECK(written.has_value());
    const auto again = lini::gs1::parse(*written);
    CHECK(again.has_value());
    CHECK(again->size() == fields->size());
    (void)lini::gs1::check_exclusions(*fields).has_value();
    (void)lini::gs1::check_companions(*fields).has_value();
    return 0;
}
