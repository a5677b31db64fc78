#include "drivers/printer/bar_symbol.h"

#include <algorithm>
#include <memory>

#include <zint.h>

#include "drivers/printer/code128.h"

namespace lini {
namespace {

constexpr std::size_t kContentBytesMax = 1000;

struct SymbolDeleter {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};
using Symbol = std::unique_ptr<zint_symbol, SymbolDeleter>;

void choose(zint_symbol& symbol, Symbology symbology) {
    switch (symbology) {
        case Symbology::code128: symbol.symbology = BARCODE_CODE128; break;
        case Symbology::gs1_128: symbol.symbology = BARCODE_GS1_128; break;
        case Symbology::datamatrix:
        case Symbology::gs1_datamatrix:
            symbol.symbology = BARCODE_DATAMATRIX;
            symbol.option_3 = DM_SQUARE;
            break;
        case Symbology::qr:
            symbol.symbology = BARCODE_QRCODE;
            symbol.option_1 = 2;  // Error correction M, as the printers are told.
            break;
    }
    symbol.input_mode = is_gs1(symbology) ? GS1_MODE : DATA_MODE;
}

/// zint takes GS1 content with the identifiers in brackets, which no GS1 value can hold, and
/// checks each value by its identifier's rule.
std::string content_of(const LabelBarcode& barcode) {
    if (!is_gs1(barcode.symbology)) return barcode.data;
    std::string content;
    for (const Gs1Element& element : barcode.gs1) {
        content += "[" + element.ai + "]" + element.value;
    }
    return content;
}

/// The subsets that the printers are told, where zint would choose shorter ones: what is drawn here
/// has to be as wide as what is printed.
Result<BarSymbol> bars_of(const std::string& data, bool gs1) {
    const auto symbols = code128_symbols(data, gs1);
    if (!symbols) return pass_on(symbols);
    BarSymbol result;
    result.dark = code128_bars(*symbols);
    result.columns = static_cast<int>(result.dark.size());
    result.rows = 1;
    result.linear = true;
    return result;
}

}  // namespace

Result<BarSymbol> bar_symbol(const LabelBarcode& barcode) {
    const std::string content = content_of(barcode);
    if (content.empty() || content.size() > kContentBytesMax) {
        return fail("label_unencodable", std::to_string(content.size()) + " bytes");
    }
    const Symbol symbol(ZBarcode_Create());
    if (!symbol) return fail("label_unencodable", "out of memory");
    choose(*symbol, barcode.symbology);
    const int answer =
        ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(content.data()),
                        static_cast<int>(content.size()));
    // The text of zint's error may repeat the content, which can be a secret: only its number.
    if (answer != 0) return fail("label_unencodable", "zint " + std::to_string(answer));

    if (barcode.symbology == Symbology::code128) return bars_of(barcode.data, false);
    if (barcode.symbology == Symbology::gs1_128) {
        return bars_of(element_string(barcode.gs1), true);
    }
    BarSymbol result;
    result.columns = symbol->width;
    result.rows = symbol->rows;
    for (int row = 0; row < result.rows; ++row) {
        for (int column = 0; column < result.columns; ++column) {
            const unsigned bits = symbol->encoded_data[row][column >> 3];
            result.dark.push_back(((bits >> (column & 7)) & 1u) != 0);
        }
    }
    return result;
}

int quiet_modules(Symbology symbology) {
    switch (symbology) {
        case Symbology::code128:
        case Symbology::gs1_128: return 10;
        case Symbology::datamatrix:
        case Symbology::gs1_datamatrix: return 1;
        case Symbology::qr: return 4;
    }
    return 10;
}

}  // namespace lini
