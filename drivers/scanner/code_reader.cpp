#include "drivers/scanner/code_reader.h"

#include <utility>

#include "app/base/check.h"

namespace lini {

std::vector<ReadCode> read_codes(const GrayFrame& frame, ReadEffort effort) {
    CHECK(frame.is_whole());
    std::vector<ReadCode> codes;
    for (ReadSymbol& symbol :
         read_camera_symbols({frame.luma, frame.width, frame.height}, effort)) {
        if (symbol.data.empty()) continue;
        codes.push_back({std::move(symbol.aim_id), std::move(symbol.data)});
    }
    return codes;
}

std::vector<ReadCode> read_codes(const GrayFrame& frame) {
    std::vector<ReadCode> codes = read_codes(frame, ReadEffort::fast);
    return codes.empty() ? read_codes(frame, ReadEffort::hard) : codes;
}

}  // namespace lini
