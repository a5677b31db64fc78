#include "drivers/printer/bar_symbol.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <zint.h>

#include "drivers/printer/code128.h"

namespace lini {
namespace {

constexpr std::size_t kContentBytesMax = 1000;
// GS1 General Specifications, section 5.4; zint draws no longer Code 128 either in every version.
constexpr std::size_t kLinearCharactersMax = 48;

struct SquareMatrix {
    int codewords;
    int modules;
};

// ISO/IEC 16022, table 7: what a square Data Matrix of so many modules holds at most.
constexpr SquareMatrix kSquareMatrices[] = {
    {3, 10},    {5, 12},    {8, 14},    {12, 16},   {18, 18},   {22, 20},
    {30, 22},   {36, 24},   {44, 26},   {62, 32},   {86, 36},   {114, 40},
    {144, 44},  {174, 48},  {204, 52},  {280, 64},  {368, 72},  {456, 80},
    {576, 88},  {696, 96},  {816, 104}, {1050, 120}, {1304, 132}, {1558, 144},
};

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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// ISO/IEC 16022, section 5.2.3: two digits take one codeword, a byte beyond ASCII two.
int ascii_codewords(std::string_view data) {
    int count = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const bool pair = i + 1 < data.size() && is_digit(data[i]) && is_digit(data[i + 1]);
        count += static_cast<unsigned char>(data[i]) >= 0x80 ? 2 : 1;
        if (pair) ++i;
    }
    return count;
}

std::optional<SymbolSize> matrix_bound(std::string_view data, bool gs1) {
    const int codewords = ascii_codewords(data) + (gs1 ? 1 : 0);  // FNC1 comes first.
    for (const SquareMatrix& square : kSquareMatrices) {
        if (codewords <= square.codewords) return SymbolSize{square.modules, square.modules, false};
    }
    return std::nullopt;
}

std::optional<SymbolSize> linear_bound(std::string_view data, bool gs1) {
    if (data.size() > kLinearCharactersMax) return std::nullopt;
    const auto symbols = code128_symbols(data, gs1);
    if (!symbols) return std::nullopt;
    return SymbolSize{code128_modules(*symbols), 1, true};
}

}  // namespace

std::optional<SymbolSize> symbol_bound(const LabelBarcode& barcode) {
    const bool gs1 = is_gs1(barcode.symbology);
    const std::string elements = gs1 ? element_string(barcode.gs1) : std::string();
    const std::string_view data = gs1 ? elements : barcode.data;
    if (data.empty() || data.size() > kContentBytesMax) return std::nullopt;
    switch (barcode.symbology) {
        case Symbology::code128:
        case Symbology::gs1_128: return linear_bound(data, gs1);
        case Symbology::datamatrix:
        case Symbology::gs1_datamatrix: return matrix_bound(data, gs1);
        case Symbology::qr: return std::nullopt;
    }
    return std::nullopt;
}

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
