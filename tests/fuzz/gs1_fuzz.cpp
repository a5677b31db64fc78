// An element string that parses is written back as fields that parse the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "app/domain/gs1.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view data(reinterpret_cast<const char*>(bytes), size);
    auto fields = lini::gs1::parse(data);
    if (!fields) return 0;
    const auto written = lini::gs1::format(*fields);
    CHECK(written.has_value());
    auto again = lini::gs1::parse(*written);
    CHECK(again.has_value());
    CHECK(again->size() == fields->size());
    for (const auto& field : *fields) {
        CHECK(std::find(again->begin(), again->end(), field) != again->end());
    }
    return 0;
}
