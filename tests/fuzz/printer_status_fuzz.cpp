// Whatever a TSPL, EPL2 or ESC/POS printer sends when it is asked how it is.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "drivers/printer/epl.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/tspl.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view reply(reinterpret_cast<const char*>(data), size);
    for (const auto& status : {lini::parse_tspl_status(reply), lini::parse_epl_status(reply),
                               lini::parse_escpos_status(reply)}) {
        if (!status) continue;
        CHECK(size <= 64);
        CHECK(status->formats_waiting >= 0);
    }
    return 0;
}
