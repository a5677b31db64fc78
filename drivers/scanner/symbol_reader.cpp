#include "drivers/scanner/symbol_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
#else
#include <ZXing/DecodeHints.h>
#endif

namespace lini {
namespace {

// Noise and blur hide a large symbol that a smaller copy still shows.
constexpr int kHalvedFromDots = 500;
constexpr int kTiledFromDots = 100;
constexpr int kTilesASide = 5;

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;

// Bars are dark on light; the inverse would only double the time of a miss.
void read_dark_only(Options& options) { options.setTryInvert(false); }
#else
using Options = ZXing::DecodeHints;

// Version 1.4 never looks for light bars on dark ground.
void read_dark_only(Options&) {}
#endif

using Formats = decltype(Options().formats());
using Format = ZXing::BarcodeFormat;

Formats every_format() {
    return Format::Code128 | Format::DataMatrix | Format::QRCode | Format::EAN13 | Format::EAN8 |
           Format::UPCA | Format::ITF | Format::DataBar | Format::DataBarExpanded;
}

Options options_for(ReadEffort effort, Formats formats) {
    Options options;
    options.setFormats(formats);
    options.setTryHarder(effort == ReadEffort::hard);
    options.setTryRotate(true);
    // The library's own smaller copies end Debian 12's build with an assertion where a linear
    // symbol is found in two of them (Result::operator== of 1.4.0): halved() does it instead.
    options.setTryDownscale(false);
    read_dark_only(options);
    return options;
}

bool sound(const GrayPicture& picture) {
    return picture.width_dots > 0 && picture.height_dots > 0 &&
           picture.dots.size() == static_cast<std::size_t>(picture.width_dots) *
                                      static_cast<std::size_t>(picture.height_dots);
}

/// Half as wide and high, each dot the mean of four.
std::vector<std::uint8_t> halved(const GrayPicture& picture) {
    const auto wide = static_cast<std::size_t>(picture.width_dots);
    std::vector<std::uint8_t> half;
    half.reserve(picture.dots.size() / 4);
    for (std::size_t y = 0; y + 1 < static_cast<std::size_t>(picture.height_dots); y += 2) {
        for (std::size_t x = 0; x + 1 < wide; x += 2) {
            const std::size_t at = y * wide + x;
            const int sum = picture.dots[at] + picture.dots[at + 1] + picture.dots[at + wide] +
                            picture.dots[at + wide + 1];
            half.push_back(static_cast<std::uint8_t>(sum / 4));
        }
    }
    return half;
}

/// Where a part of the caller's picture lies in it, and how many of its dots one dot stands for.
struct Place {
    int x = 0;
    int y = 0;
    int scale = 1;
};

void add_new(ReadSymbol symbol, std::vector<ReadSymbol>& symbols) {
    const bool known = std::any_of(symbols.begin(), symbols.end(), [&](const ReadSymbol& other) {
        return other.aim_id == symbol.aim_id && other.data == symbol.data;
    });
    if (!known) symbols.push_back(std::move(symbol));
}

using Found = decltype(ZXing::ReadBarcode(std::declval<ZXing::ImageView>(), Options()));

void take(std::vector<ReadSymbol>& symbols, const Found& found, const Place& place) {
    if (!found.isValid()) return;
    ReadSymbol symbol;
    symbol.aim_id = found.symbologyIdentifier();
    const auto& bytes = found.bytes();
    symbol.data.assign(bytes.begin(), bytes.end());
    for (int i = 0; i < 4; ++i) {
        const auto& corner = found.position()[i];
        symbol.corners[static_cast<std::size_t>(i)] = {place.x + corner.x * place.scale,
                                                       place.y + corner.y * place.scale};
    }
    add_new(std::move(symbol), symbols);
}

void read_into(std::vector<ReadSymbol>& symbols, const ZXing::ImageView& view,
               const Options& options, const Place& place) {
    for (const auto& found : ZXing::ReadBarcodes(view, options)) take(symbols, found, place);
}

/// The library looks for Data Matrix along the two lines through the middle only (versions built
/// without coroutines, as Debian's are): so the middle is moved, in steps of a quarter.
void read_off_centre(std::vector<ReadSymbol>& symbols, const GrayPicture& picture) {
    const Options options = options_for(ReadEffort::fast, Format::DataMatrix);
    const int wide = picture.width_dots / 2;
    const int high = picture.height_dots / 2;
    for (int row = 0; row < kTilesASide; ++row) {
        for (int column = 0; column < kTilesASide; ++column) {
            const int x = (picture.width_dots - wide) * column / (kTilesASide - 1);
            const int y = (picture.height_dots - high) * row / (kTilesASide - 1);
            const std::size_t at = static_cast<std::size_t>(y) *
                                       static_cast<std::size_t>(picture.width_dots) +
                                   static_cast<std::size_t>(x);
            const ZXing::ImageView tile(picture.dots.data() + at, wide, high,
                                        ZXing::ImageFormat::Lum, picture.width_dots);
            read_into(symbols, tile, options, {x, y, 1});
        }
    }
}

ZXing::ImageView whole(const GrayPicture& picture) {
    return {picture.dots.data(), picture.width_dots, picture.height_dots,
            ZXing::ImageFormat::Lum};
}

}  // namespace

std::vector<ReadSymbol> read_symbols(const GrayPicture& picture, ReadEffort effort) {
    if (!sound(picture)) return {};
    std::vector<ReadSymbol> symbols;
    const Options options = options_for(effort, every_format());
    read_into(symbols, whole(picture), options, {});
    const bool large = std::max(picture.width_dots, picture.height_dots) > kHalvedFromDots;
    if (symbols.empty() && large) {
        const std::vector<std::uint8_t> half = halved(picture);
        read_into(symbols, whole({half, picture.width_dots / 2, picture.height_dots / 2}), options,
                  {0, 0, 2});
    }
    const bool roomy = std::min(picture.width_dots, picture.height_dots) >= kTiledFromDots;
    if (effort == ReadEffort::hard && roomy) read_off_centre(symbols, picture);
    return symbols;
}

std::vector<ReadSymbol> read_camera_symbols(const GrayPicture& picture, ReadEffort effort) {
    if (!sound(picture)) return {};
    std::vector<ReadSymbol> symbols;
    Options options = options_for(effort, Format::DataMatrix | Format::QRCode);
    options.setTryDownscale(true);
    read_into(symbols, whole(picture), options, {});
    options.setFormats(Format::Code128 | Format::EAN13 | Format::EAN8 | Format::UPCA |
                       Format::DataBarExpanded);
    take(symbols, ZXing::ReadBarcode(whole(picture), options), {});
    return symbols;
}

}  // namespace lini
