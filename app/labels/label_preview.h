// What the printer will print, dot by dot, for the screen: drawn from the same Label that the
// printer languages encode. Text is set in a condensed face like the printers' own; all else is
// exact. One preview belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/base/result.h"
#include "drivers/printer/label.h"

namespace lini {

/// Font files, for example Roboto Condensed.
struct PreviewFonts {
    std::string regular = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-Regular.ttf";
    std::string bold = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-Bold.ttf";
};

/// One byte a dot, row by row from the top: 0 black, 255 paper. A printer has nothing between.
struct DotImage {
    int width_dots = 0;
    int height_dots = 0;
    std::vector<std::uint8_t> gray;
};

class LabelPreview {
public:
    /// Error "font_unreadable".
    static Result<LabelPreview> open(const PreviewFonts& fonts = {});

    LabelPreview(LabelPreview&&) noexcept;
    LabelPreview& operator=(LabelPreview&&) noexcept;
    ~LabelPreview();

    /// Errors: "label_out_of_bounds" for a label of no size or one too large to draw,
    /// "label_unencodable" for a bar code that cannot hold its data.
    Result<DotImage> draw(const Label& label, Resolution resolution);

private:
    struct Fonts;
    explicit LabelPreview(std::unique_ptr<Fonts> fonts);

    std::unique_ptr<Fonts> fonts_;
};

/// The image as a binary PGM file (Netpbm), for tests and the command line.
std::string to_pgm(const DotImage& image);

}  // namespace lini
