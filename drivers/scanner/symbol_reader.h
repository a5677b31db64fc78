// Bar codes in a picture, read by ZXing-cpp. The one place that knows its headers: versions 1.4,
// 2.x and 3.x name their options differently.
// Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lini {

/// A picture of one byte a dot, 0 black to 255 white, row by row from the top.
struct GrayPicture {
    std::span<const std::uint8_t> dots;  // width_dots * height_dots of them.
    int width_dots = 0;
    int height_dots = 0;
};

struct Dot {
    int x = 0;
    int y = 0;
};

struct ReadSymbol {
    std::string aim_id;  // "]C1" (ISO/IEC 15424).
    std::string data;    // Bytes as a scanner sends them: GS as \x1d, without FNC1 in front.
    std::array<Dot, 4> corners = {};  // Clockwise from the symbol's own top left.
};

enum class ReadEffort {
    fast,  // Through the middle in all four directions, and a smaller copy where nothing is found.
    hard,  // Also many more lines, and Data Matrix off the middle: about six times as long.
};

/// Every symbol found, none twice: Code 128, Data Matrix, QR, EAN-13, EAN-8, UPC-A, ITF and
/// DataBar are looked for (an unlimited list reads DataBar where there is none). Empty for a
/// picture whose size does not fit its dots.
std::vector<ReadSymbol> read_symbols(const GrayPicture& picture, ReadEffort effort);

/// The same for a camera, where one label may stand in the picture twice: every Data Matrix and
/// QR, and of the linear symbols the first found, since ReadBarcodes() of 1.4.0 ends the program
/// where one linear content is in two places. Without ITF, of which a part reads as a whole, and
/// without plain DataBar, whose check of 79 values noise passes now and then.
std::vector<ReadSymbol> read_camera_symbols(const GrayPicture& picture, ReadEffort effort);

}  // namespace lini
