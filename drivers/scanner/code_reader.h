// What a camera reads in a frame: the codes, and how hard it looks. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "drivers/scanner/symbol_reader.h"
#include "drivers/transport/gray_frame.h"

namespace lini {

/// One code as it was read.
struct ReadCode {
    std::string aim_id;  // "]C1", "]d2" …: ISO/IEC 15424.
    std::string data;    // Bytes as a scanner sends them, GS as \x1d.

    bool operator==(const ReadCode&) const = default;
};

/// The codes in a whole frame (CHECKed), each content once, upright or turned: what
/// read_camera_symbols() looks for.
std::vector<ReadCode> read_codes(const GrayFrame& frame, ReadEffort effort);

/// The fast pass, and on a miss the hard one.
std::vector<ReadCode> read_codes(const GrayFrame& frame);

}  // namespace lini
