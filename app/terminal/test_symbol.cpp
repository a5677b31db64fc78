#include "app/terminal/test_symbol.h"

#include "drivers/printer/bar_symbol.h"
#include "drivers/scanner/enrolment.h"

namespace lini {
namespace {

constexpr int kDotsPerModule = 8;
constexpr int kQuietModules = 3;  // A screen is brighter around it than paper is.
constexpr unsigned char kWhite = 255;

}  // namespace

Result<DrawnLabel> draw_test_symbol() {
    LabelBarcode barcode;
    barcode.symbology = Symbology::datamatrix;
    barcode.data = std::string(enrolment_text());
    const auto symbol = bar_symbol(barcode);
    if (!symbol) return pass_on(symbol);
    DrawnLabel drawn;
    drawn.width_dots = (symbol->columns + 2 * kQuietModules) * kDotsPerModule;
    drawn.height_dots = (symbol->rows + 2 * kQuietModules) * kDotsPerModule;
    for (int y = 0; y < drawn.height_dots; ++y) {
        for (int x = 0; x < drawn.width_dots; ++x) {
            const int column = x / kDotsPerModule - kQuietModules;
            const int row = y / kDotsPerModule - kQuietModules;
            const bool inside =
                column >= 0 && column < symbol->columns && row >= 0 && row < symbol->rows;
            drawn.gray.push_back(inside && symbol->is_dark(column, row) ? 0 : kWhite);
        }
    }
    return drawn;
}

}  // namespace lini
