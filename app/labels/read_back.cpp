#include "app/labels/read_back.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/check.h"
#include "drivers/printer/bar_symbol.h"
#include "drivers/scanner/symbol_reader.h"

namespace lini {
namespace {

// One dot of difference is a third of a module of three; under two there is nothing to halve.
constexpr int kModuleDotsMin = 2;

struct DotArea {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;
};

std::string_view aim_id_of(Symbology symbology) {
    switch (symbology) {
        case Symbology::code128: return "]C0";
        case Symbology::gs1_128: return "]C1";
        case Symbology::datamatrix: return "]d1";
        case Symbology::gs1_datamatrix: return "]d2";
        case Symbology::qr: return "]Q1";
    }
    return {};
}

std::string payload_of(const LabelBarcode& barcode) {
    return is_gs1(barcode.symbology) ? element_string(barcode.gs1) : barcode.data;
}

/// The symbol with the light room that a reader needs around it, cut at the label's edge.
DotArea area_of(const LabelBarcode& barcode, const BarSymbol& symbol, Resolution resolution,
                const DotImage& image) {
    const int module = dots(barcode.module_mm, resolution);
    const int quiet = quiet_modules(barcode.symbology) * module;
    const int left = dots(barcode.x_mm, resolution);
    const int top = dots(barcode.y_mm, resolution);
    const int wide = symbol.columns * module;
    const int high = symbol.linear ? dots(barcode.height_mm, resolution) : symbol.rows * module;
    const int above = symbol.linear ? 0 : quiet;
    return {std::max(0, left - quiet), std::max(0, top - above),
            std::min(image.width_dots, left + wide + quiet),
            std::min(image.height_dots, top + high + above)};
}

bool same_within(const DotArea& area, const DotImage& one, const DotImage& other) {
    for (int y = area.y0; y < area.y1; ++y) {
        const auto row = static_cast<std::ptrdiff_t>(y) * one.width_dots;
        const auto from = one.gray.begin() + row;
        if (!std::equal(from + area.x0, from + area.x1, other.gray.begin() + row + area.x0)) {
            return false;
        }
    }
    return true;
}

/// The line of text below the bars, where there is one.
DotArea with_words(DotArea area, const LabelBarcode& barcode, Resolution resolution,
                   const DotImage& image) {
    if (!barcode.human_readable) return area;
    const int words = dots(kHumanReadableGapMm + kHumanReadableHeightMm, resolution);
    area.y1 = std::min(image.height_dots, area.y1 + words);
    return area;
}

/// What a reader sees that is aimed at this area.
std::vector<ReadSymbol> read_within(const DotArea& area, const DotImage& image) {
    std::vector<std::uint8_t> cut;
    for (int y = area.y0; y < area.y1; ++y) {
        const auto row = image.gray.begin() + static_cast<std::ptrdiff_t>(y) * image.width_dots;
        cut.insert(cut.end(), row + area.x0, row + area.x1);
    }
    return read_symbols({cut, area.x1 - area.x0, area.y1 - area.y0}, ReadEffort::hard);
}

/// One template's read-back: each bar code on the label beside the same one alone.
class ReadBack {
public:
    ReadBack(const LabelTemplate& layout, Resolution resolution, LabelPreview& preview)
        : layout_(layout), resolution_(resolution), preview_(preview) {}

    Result<void> check(const Label& label) {
        auto image = preview_.draw(label, resolution_);
        if (!image) return fail(image.error().code, layout_.file + ": " + image.error().detail);
        for (const LabelItem& item : label.items) {
            const auto* barcode = std::get_if<LabelBarcode>(&item);
            if (barcode == nullptr) continue;
            const auto sound = check(*barcode, label, *image);
            if (!sound) return sound;
        }
        return {};
    }

private:
    Result<void> check(const LabelBarcode& barcode, const Label& label, const DotImage& image) {
        if (dots(barcode.module_mm, resolution_) < kModuleDotsMin) {
            return wrong(barcode, "its modules are under two dots of this printer");
        }
        const auto symbol = bar_symbol(barcode);
        if (!symbol) return wrong(barcode, symbol.error().detail);
        const auto alone = preview_.draw({label.width_mm, label.height_mm, {barcode}}, resolution_);
        if (!alone) return wrong(barcode, alone.error().detail);
        const DotArea area = area_of(barcode, *symbol, resolution_, image);
        if (!same_within(with_words(area, barcode, resolution_, image), *alone, image)) {
            return wrong(barcode, "something lies on it or in its quiet zone");
        }
        const std::vector<ReadSymbol> read = read_within(area, image);
        const bool reads = std::any_of(read.begin(), read.end(), [&](const ReadSymbol& found) {
            return found.aim_id == aim_id_of(barcode.symbology) &&
                   found.data == payload_of(barcode);
        });
        return reads ? Result<void>() : wrong(barcode, "it does not read back as what it holds");
    }

    Result<void> wrong(const LabelBarcode& barcode, const std::string& what) const {
        return fail("template_unreadable_symbol",
                    layout_.file + ":" + std::to_string(line_of(barcode)) + ": " + what);
    }

    /// Filling moves no bar code, so its corner finds it again.
    int line_of(const LabelBarcode& barcode) const {
        for (const TemplateItem& item : layout_.items) {
            const auto* shape = std::get_if<LabelBarcode>(&item.shape);
            if (shape != nullptr && shape->x_mm == barcode.x_mm && shape->y_mm == barcode.y_mm) {
                return item.line;
            }
        }
        return 1;
    }

    const LabelTemplate& layout_;
    const Resolution resolution_;
    LabelPreview& preview_;
};

}  // namespace

Result<void> check_read_back(const LabelTemplate& layout, std::string_view language,
                             Resolution resolution, LabelPreview& preview) {
    const auto label = fill(layout, specimen_data(), language);
    if (!label) return pass_on(label);
    return ReadBack(layout, resolution, preview).check(*label);
}

}  // namespace lini
