#include "drivers/printer/graphic.h"

#include <algorithm>
#include <variant>

#include "app/base/check.h"
#include "drivers/printer/bar_symbol.h"
#include "drivers/printer/code128.h"

namespace lini {
namespace {

constexpr int kDotsPerByte = 8;

/// Where there is ink: the first and one past the last column and row.
struct Extent {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

bool is_black(const DotImage& image, int x, int y) {
    return image.gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width_dots) +
                      static_cast<std::size_t>(x)] == 0;
}

Extent ink_of(const DotImage& image) {
    Extent ink{image.width_dots, image.height_dots, 0, 0};
    for (int y = 0; y < image.height_dots; ++y) {
        for (int x = 0; x < image.width_dots; ++x) {
            if (!is_black(image, x, y)) continue;
            ink.left = std::min(ink.left, x);
            ink.right = std::max(ink.right, x + 1);
            ink.top = std::min(ink.top, y);
            ink.bottom = y + 1;
        }
    }
    return ink;
}

std::string row_bits(const DotImage& image, int y, int left, int bytes) {
    std::string row(static_cast<std::size_t>(bytes), '\0');
    const int right = std::min(left + bytes * kDotsPerByte, image.width_dots);
    for (int x = left; x < right; ++x) {
        if (!is_black(image, x, y)) continue;
        char& byte = row[static_cast<std::size_t>((x - left) / kDotsPerByte)];
        byte = static_cast<char>(byte | 0x80 >> (x - left) % kDotsPerByte);
    }
    return row;
}

}  // namespace

std::vector<Graphic> graphics_of(const DotImage& image, bool whole) {
    Extent part = ink_of(image);
    if (whole) part = {0, 0, image.width_dots, image.height_dots};
    std::vector<Graphic> pieces;
    if (part.right <= part.left) return pieces;
    const int bytes = (part.right - part.left + kDotsPerByte - 1) / kDotsPerByte;
    const auto row_bytes = static_cast<std::size_t>(bytes);
    CHECK(row_bytes <= kGraphicBytesMax);
    for (int y = part.top; y < part.bottom; ++y) {
        if (pieces.empty() || pieces.back().bits.size() + row_bytes > kGraphicBytesMax) {
            pieces.push_back({part.left, y, bytes, 0, {}});
        }
        pieces.back().bits += row_bits(image, y, part.left, bytes);
        ++pieces.back().rows;
    }
    return pieces;
}

Result<void> check_room(const Label& label, const LabelBarcode& barcode, Resolution resolution) {
    const auto symbol = bar_symbol(barcode);
    if (!symbol) return pass_on(symbol);
    const int module = dots(barcode.module_mm, resolution);
    const int right = dots(barcode.x_mm, resolution) + symbol->columns * module;
    const int high = symbol->linear ? dots(barcode.height_mm, resolution) : symbol->rows * module;
    const int bottom = dots(barcode.y_mm, resolution) + high;
    const bool fits = module > 0 && right <= dots(label.width_mm, resolution) &&
                      bottom <= dots(label.height_mm, resolution);
    return fits ? Result<void>()
                : fail("label_out_of_bounds", "bar code to " + std::to_string(right) + "," +
                                                  std::to_string(bottom) + " dots");
}

Result<DotImage> label_image(const Label& label, Resolution resolution) {
    for (const LabelItem& item : label.items) {
        const auto* barcode = std::get_if<LabelBarcode>(&item);
        const Result<void> fits =
            barcode == nullptr ? Result<void>() : check_room(label, *barcode, resolution);
        if (!fits) return pass_on(fits);
    }
    auto raster = LabelRaster::open();
    if (!raster) return pass_on(raster);
    return raster->draw(label, resolution);
}

void avoid_pair(std::string& bits, char first, char second, char instead) {
    for (std::size_t i = 0; i + 1 < bits.size(); ++i) {
        if (bits[i] == first && bits[i + 1] == second) bits[i] = instead;
    }
}

}  // namespace lini
