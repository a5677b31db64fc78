// A label dot by dot: what languages without a command for an item send as a picture, and what the
// screen shows. Text is set in a condensed face like the printers' own; all else is exact.
// One LabelRaster belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/base/result.h"
#include "drivers/printer/label.h"

namespace lini {

/// Font files, for example Roboto Condensed.
struct RasterFonts {
    std::string regular = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-Regular.ttf";
    std::string bold = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-Bold.ttf";
};

/// One byte a dot, row by row from the top: 0 black, 255 paper. A printer has nothing between.
struct DotImage {
    int width_dots = 0;
    int height_dots = 0;
    std::vector<std::uint8_t> gray;
};

class LabelRaster {
public:
    /// Error "font_unreadable".
    static Result<LabelRaster> open(const RasterFonts& fonts = {});

    LabelRaster(LabelRaster&&) noexcept;
    LabelRaster& operator=(LabelRaster&&) noexcept;
    ~LabelRaster();

    /// Errors: "label_out_of_bounds" for a label of no size or one too large to draw,
    /// "label_unencodable" for a bar code that cannot hold its data.
    Result<DotImage> draw(const Label& label, Resolution resolution);

private:
    struct Fonts;
    explicit LabelRaster(std::unique_ptr<Fonts> fonts);

    std::unique_ptr<Fonts> fonts_;
};

/// The image as a binary PGM file (Netpbm), for tests and the command line.
std::string to_pgm(const DotImage& image);

}  // namespace lini
