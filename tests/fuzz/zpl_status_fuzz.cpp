// Whatever a printer sends in answer to ~HS and ~HQES.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "drivers/printer/zpl_status.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view reply(reinterpret_cast<const char*>(data), size);
    for (const auto& status : {lini::parse_zpl_status(reply), lini::parse_zpl_query(reply),
                               lini::parse_zpl_reply(reply)}) {
        if (!status) continue;
        CHECK(status->formats_waiting >= 0);
        CHECK(status->labels_remaining >= 0);
    }
    return 0;
}
