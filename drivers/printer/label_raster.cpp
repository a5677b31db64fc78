#include "drivers/printer/label_raster.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "app/base/utf8.h"
#include "drivers/printer/bar_symbol.h"

namespace lini {
namespace {

constexpr std::uint8_t kBlack = 0;
constexpr std::uint8_t kPaper = 255;
constexpr int kHalfCovered = 128;  // A dot prints when the glyph covers at least half of it.
constexpr double kImageDotsMax = 64e6;
// Share of a line's height above its baseline in the resident fonts of label printers.
constexpr double kAscent = 0.76;

struct LibraryDeleter {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceDeleter {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<std::remove_pointer_t<FT_Library>, LibraryDeleter>;
using Face = std::unique_ptr<std::remove_pointer_t<FT_Face>, FaceDeleter>;

Face open_face(FT_Library library, const std::string& file) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, file.c_str(), 0, &face) != 0) return nullptr;
    return Face(face);
}

/// Dots from one edge of the label to the other; everything beyond is cut off, as on paper.
class Paper {
public:
    Paper(int width, int height) : image_{width, height, {}} {
        image_.gray.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                           kPaper);
    }

    void blacken(int x, int y) {
        if (x < 0 || y < 0 || x >= image_.width_dots || y >= image_.height_dots) return;
        image_.gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(image_.width_dots) +
                    static_cast<std::size_t>(x)] = kBlack;
    }

    void fill(int x, int y, int width, int height) {
        const int right = std::min(x + width, image_.width_dots);
        const int bottom = std::min(y + height, image_.height_dots);
        for (int row = std::max(y, 0); row < bottom; ++row) {
            for (int column = std::max(x, 0); column < right; ++column) blacken(column, row);
        }
    }

    DotImage take() { return std::move(image_); }

private:
    DotImage image_;
};

/// One line of text in one face at one size.
class TextLine {
public:
    TextLine(FT_Face face, int height_dots) : face_(face), height_dots_(height_dots) {
        FT_Set_Pixel_Sizes(face_, 0, static_cast<FT_UInt>(height_dots));
    }

    int width(std::string_view text) {
        FT_Pos pen = 0;
        each_glyph(text, FT_LOAD_DEFAULT, [&](FT_GlyphSlot glyph) { pen += glyph->advance.x; });
        return static_cast<int>(pen >> 6);
    }

    void draw(Paper& paper, std::string_view text, int x, int y) {
        const int baseline = y + static_cast<int>(std::lround(height_dots_ * kAscent));
        FT_Pos pen = static_cast<FT_Pos>(x) << 6;
        each_glyph(text, FT_LOAD_RENDER, [&](FT_GlyphSlot glyph) {
            blit(paper, *glyph, static_cast<int>(pen >> 6), baseline);
            pen += glyph->advance.x;
        });
    }

private:
    template <typename Visit>
    void each_glyph(std::string_view text, FT_Int32 load_flags, Visit visit) {
        while (!text.empty()) {
            const CodePoint point = next_code_point(text);
            text.remove_prefix(point.length);
            if (FT_Load_Char(face_, point.value, load_flags) == 0) visit(face_->glyph);
        }
    }

    static void blit(Paper& paper, const FT_GlyphSlotRec& glyph, int x, int baseline) {
        const FT_Bitmap& bitmap = glyph.bitmap;
        for (int row = 0; row < static_cast<int>(bitmap.rows); ++row) {
            for (int column = 0; column < static_cast<int>(bitmap.width); ++column) {
                const int covered = bitmap.buffer[row * bitmap.pitch + column];
                if (covered < kHalfCovered) continue;
                paper.blacken(x + glyph.bitmap_left + column, baseline - glyph.bitmap_top + row);
            }
        }
    }

    FT_Face face_;
    int height_dots_;
};

}  // namespace

struct LabelRaster::Fonts {
    Library library;
    Face regular;
    Face bold;
};

namespace {

class Drawing {
public:
    Drawing(const Label& label, Resolution resolution, FT_Face regular, FT_Face bold)
        : label_(label),
          resolution_(resolution),
          regular_(regular),
          bold_(bold),
          paper_(in_dots(label.width_mm), in_dots(label.height_mm)) {}

    Result<DotImage> draw() {
        for (const LabelItem& item : label_.items) {
            const Result<void> drawn =
                std::visit([this](const auto& shape) { return draw_item(shape); }, item);
            if (!drawn) return pass_on(drawn);
        }
        return paper_.take();
    }

private:
    int in_dots(double mm) const {
        return dots(std::clamp(mm, 0.0, kLabelLengthMaxMm), resolution_);
    }
    int at_least_one_dot(double mm) const { return std::max(1, in_dots(mm)); }

    Result<void> draw_item(const LabelText& item) {
        const double width_mm =
            item.max_width_mm > 0.0 ? item.max_width_mm : label_.width_mm - item.x_mm;
        draw_text(item.bold ? bold_ : regular_, item,
                  printed_text(item.text, item.height_mm, width_mm), in_dots(width_mm));
        return {};
    }

    void draw_text(FT_Face face, const LabelText& item, const std::string& text, int room_dots) {
        TextLine line(face, at_least_one_dot(item.height_mm));
        int x = in_dots(item.x_mm);
        if (item.align == TextAlign::center) x += (room_dots - line.width(text)) / 2;
        if (item.align == TextAlign::right) x += room_dots - line.width(text);
        line.draw(paper_, text, x, in_dots(item.y_mm));
    }

    Result<void> draw_item(const LabelBarcode& item) {
        const auto symbol = bar_symbol(item);
        if (!symbol) return pass_on(symbol);
        const int module = in_dots(item.module_mm);
        if (module < 1) return fail("label_out_of_bounds", "module of 0 dots");
        const int height = symbol->linear ? at_least_one_dot(item.height_mm) : module;
        for (int row = 0; row < symbol->rows; ++row) {
            for (int column = 0; column < symbol->columns; ++column) {
                if (!symbol->is_dark(column, row)) continue;
                paper_.fill(in_dots(item.x_mm) + column * module, in_dots(item.y_mm) + row * height,
                            module, height);
            }
        }
        if (symbol->linear && item.human_readable) {
            draw_human_readable(item, symbol->columns * module);
        }
        return {};
    }

    void draw_human_readable(const LabelBarcode& item, int symbol_dots) {
        LabelText text;
        text.x_mm = item.x_mm;
        text.y_mm = item.y_mm + item.height_mm + kHumanReadableGapMm;
        text.height_mm = kHumanReadableHeightMm;
        const std::string said = human_readable_text(item);
        const double width_mm = text_width_mm(said, kHumanReadableHeightMm);
        // Text wider than its bars begins where they do, so that it stays on the paper.
        const bool fits = width_mm * resolution_.dots_per_mm <= symbol_dots;
        text.align = fits ? TextAlign::center : TextAlign::left;
        draw_text(regular_, text, said, symbol_dots);
    }

    Result<void> draw_item(const LabelLine& item) {
        paper_.fill(in_dots(item.x_mm), in_dots(item.y_mm), at_least_one_dot(item.width_mm),
                    at_least_one_dot(item.height_mm));
        return {};
    }

    Result<void> draw_item(const LabelBox& item) {
        const int x = in_dots(item.x_mm);
        const int y = in_dots(item.y_mm);
        const int width = at_least_one_dot(item.width_mm);
        const int height = at_least_one_dot(item.height_mm);
        const int thick = std::min({at_least_one_dot(item.thickness_mm), width, height});
        paper_.fill(x, y, width, thick);
        paper_.fill(x, y + height - thick, width, thick);
        paper_.fill(x, y, thick, height);
        paper_.fill(x + width - thick, y, thick, height);
        return {};
    }

    const Label& label_;
    const Resolution resolution_;
    FT_Face regular_;
    FT_Face bold_;
    Paper paper_;
};

}  // namespace

LabelRaster::LabelRaster(std::unique_ptr<Fonts> fonts) : fonts_(std::move(fonts)) {}
LabelRaster::LabelRaster(LabelRaster&&) noexcept = default;
LabelRaster& LabelRaster::operator=(LabelRaster&&) noexcept = default;
LabelRaster::~LabelRaster() = default;

Result<LabelRaster> LabelRaster::open(const RasterFonts& fonts) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return fail("font_unreadable", "FreeType");
    auto opened = std::make_unique<Fonts>();
    opened->library.reset(library);
    opened->regular = open_face(library, fonts.regular);
    opened->bold = open_face(library, fonts.bold);
    if (!opened->regular) return fail("font_unreadable", fonts.regular);
    if (!opened->bold) return fail("font_unreadable", fonts.bold);
    return LabelRaster(std::move(opened));
}

Result<DotImage> LabelRaster::draw(const Label& label, Resolution resolution) {
    const auto side = [](double mm) { return mm > 0.0 && mm <= kLabelLengthMaxMm; };
    const double scale = resolution.dots_per_mm;
    const double image_dots = label.width_mm * label.height_mm * scale * scale;
    if (!side(label.width_mm) || !side(label.height_mm) || !(image_dots <= kImageDotsMax)) {
        return fail("label_out_of_bounds", "label size");
    }
    return Drawing(label, resolution, fonts_->regular.get(), fonts_->bold.get()).draw();
}

std::string to_pgm(const DotImage& image) {
    std::string file = "P5\n" + std::to_string(image.width_dots) + " " +
                       std::to_string(image.height_dots) + "\n255\n";
    return file.append(image.gray.begin(), image.gray.end());
}

}  // namespace lini
