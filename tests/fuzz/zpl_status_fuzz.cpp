// Whatever a printer sends in answer to ~HS.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "drivers/printer/zpl_status.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view reply(reinterpret_cast<const char*>(data), size);
    const auto status = lini::parse_zpl_status(reply);
    if (status) {
        CHECK(status->formats_waiting >= 0);
        CHECK(status->labels_remaining >= 0);
    }
    return 0;
}
