// A part of a label as one-bit rows, the form in which every printer language takes a picture.
// Pure but for the fonts that LabelRaster reads; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "drivers/printer/label.h"
#include "drivers/printer/label_raster.h"

namespace lini {

/// The most bytes one picture command carries. A printer that was cut off in the middle of one
/// waits for at most as many bytes more, whatever they are: LabelLanguage::flush gives it those.
constexpr std::size_t kGraphicBytesMax = 4096;

/// kGraphicBytesMax times the same byte.
template <char kByte>
inline constexpr auto kFlushBytes = [] {
    std::array<char, kGraphicBytesMax> bytes{};
    bytes.fill(kByte);
    return bytes;
}();

template <char kByte>
constexpr std::string_view flush_of() {
    return {kFlushBytes<kByte>.data(), kFlushBytes<kByte>.size()};
}

struct Graphic {
    int x_dots = 0;
    int y_dots = 0;
    int bytes_per_row = 0;
    int rows = 0;
    std::string bits;  // Row by row; the most significant bit is the leftmost dot; 1 is black.
};

/// Everything black in `image`, in pieces of at most kGraphicBytesMax bytes from top to bottom;
/// empty for a white image. `whole` keeps the white around it: the first row is the image's first.
std::vector<Graphic> graphics_of(const DotImage& image, bool whole = false);

/// The label as it is drawn on the screen. Errors of LabelRaster::open(), draw() and check_room().
Result<DotImage> label_image(const Label& label, Resolution resolution);

/// Error "label_out_of_bounds" when the symbol does not end on the label or has no module of a dot;
/// "label_unencodable" when it cannot hold its data.
Result<void> check_room(const Label& label, const LabelBarcode& barcode, Resolution resolution);

/// Turns `first` into `instead` wherever `second` follows it. Printers act on some byte pairs even
/// within a picture; `instead` has to differ from `first` by a dot beside a single dot, which no
/// bar code of two dots a module holds and no eye sees.
void avoid_pair(std::string& bits, char first, char second, char instead);

}  // namespace lini
