// A bar code as modules: for the preview, and to know before printing whether a symbol fits its
// place. zint checks and draws; Code 128 is drawn in the subsets that printers are told
// (code128.h). Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "app/base/result.h"
#include "drivers/printer/label.h"

namespace lini {

/// In modules. Linear symbols have one row, which stands for their whole height.
struct SymbolSize {
    int columns = 0;
    int rows = 0;
    bool linear = false;
};

/// Row by row from the top left, true where it is dark.
struct BarSymbol : SymbolSize {
    std::vector<bool> dark = {};

    bool is_dark(int column, int row) const {
        return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                    static_cast<std::size_t>(column)];
    }
};

/// Error "label_unencodable" when the symbology cannot hold the content: empty, too long,
/// characters that it has not, a GS1 value that breaks its identifier's rule.
Result<BarSymbol> bar_symbol(const LabelBarcode& barcode);

/// The size that bar_symbol() cannot exceed, without drawing: a run of labels asks it for each.
/// Exact for the linear symbologies; a Data Matrix as if all of it were in ASCII encodation.
/// Nothing where only drawing tells. GS1 values are not checked.
std::optional<SymbolSize> symbol_bound(const LabelBarcode& barcode);

/// Light modules that a reader needs on each side: 10 left and right of Code 128 (ISO/IEC 15417),
/// 1 around Data Matrix (ISO/IEC 16022), 4 around QR (ISO/IEC 18004).
int quiet_modules(Symbology symbology);

}  // namespace lini
