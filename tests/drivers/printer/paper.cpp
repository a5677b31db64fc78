#include "tests/drivers/printer/paper.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include <zint.h>

#include "app/domain/gs1.h"

namespace lini::test {
namespace {

// ISO/IEC 15417, table 1: widths of bars and spaces of the values 0 to 105, and the stop pattern.
constexpr std::array<std::string_view, 107> kPatterns = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};
constexpr int kStop = 106;
constexpr int kCheckModulus = 103;

/// GS1 data in the brackets that zint wants.
std::string bracketed(const std::string& data) {
    const auto fields = gs1::parse(data);
    if (!fields) throw NotUnderstood("no GS1 data: " + data);
    std::string out;
    for (const gs1::Field& field : *fields) out += "[" + field.ai + "]" + field.value;
    return out;
}

}  // namespace

Paper::Paper(int width_dots, int height_dots)
    : width_(width_dots),
      height_(height_dots),
      black_(static_cast<std::size_t>(width_dots) * static_cast<std::size_t>(height_dots)) {}

void Paper::fill(int x, int y, int width, int height) {
    for (int row = std::max(0, y); row < std::min(y + height, height_); ++row) {
        for (int column = std::max(0, x); column < std::min(x + width, width_); ++column) {
            black_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                   static_cast<std::size_t>(column)] = true;
        }
    }
}

void Paper::picture(int x, int y, int bytes_per_row, std::string_view bits, bool black) {
    for (std::size_t i = 0; i < bits.size(); ++i) {
        const int row = static_cast<int>(i) / bytes_per_row;
        const int column = static_cast<int>(i) % bytes_per_row * 8;
        for (int bit = 0; bit < 8; ++bit) {
            const bool set = (static_cast<unsigned char>(bits[i]) >> (7 - bit) & 1) != 0;
            if (set == black) fill(x + column + bit, y + row, 1, 1);
        }
    }
}

void Paper::code128(int x, int y, int module, int height, const std::vector<int>& values) {
    std::vector<int> all = values;
    int check = values.front();
    for (std::size_t i = 1; i < values.size(); ++i) check += static_cast<int>(i) * values[i];
    all.push_back(check % kCheckModulus);
    all.push_back(kStop);
    for (const int value : all) {
        bool bar = true;
        for (const char digit : kPatterns.at(static_cast<std::size_t>(value))) {
            const int width = (digit - '0') * module;
            if (bar) fill(x, y, width, height);
            x += width;
            bar = !bar;
        }
    }
    if (x > width_) throw NotUnderstood("bar code off the paper");
}

void Paper::symbol(int x, int y, int module, int symbology, const std::string& data, bool gs1) {
    const std::unique_ptr<zint_symbol, void (*)(zint_symbol*)> made(ZBarcode_Create(),
                                                                    ZBarcode_Delete);
    made->symbology = symbology;
    made->input_mode = gs1 ? GS1_MODE : DATA_MODE;
    if (symbology == BARCODE_DATAMATRIX) made->option_3 = DM_SQUARE;
    const std::string content = gs1 ? bracketed(data) : data;
    if (ZBarcode_Encode(made.get(), reinterpret_cast<const unsigned char*>(content.data()),
                        static_cast<int>(content.size())) != 0) {
        throw NotUnderstood(made->errtxt);
    }
    for (int row = 0; row < made->rows; ++row) {
        for (int column = 0; column < made->width; ++column) {
            if ((made->encoded_data[row][column >> 3] >> (column & 7) & 1) == 0) continue;
            fill(x + column * module, y + row * module, module, module);
        }
    }
    if (x + made->width * module > width_ || y + made->rows * module > height_) {
        throw NotUnderstood("symbol off the paper");
    }
}

void Paper::data_matrix(int x, int y, int module, const std::string& data, bool gs1) {
    symbol(x, y, module, BARCODE_DATAMATRIX, data, gs1);
}

void Paper::qr(int x, int y, int module, const std::string& data) {
    symbol(x, y, module, BARCODE_QRCODE, data, false);
}

std::string Paper::pgm(int margin) const {
    const int width = width_ + 2 * margin;
    std::string out =
        "P5\n" + std::to_string(width) + " " + std::to_string(height_ + 2 * margin) + "\n255\n";
    const std::string white_rows(static_cast<std::size_t>(width * margin), '\xff');
    const std::string white(static_cast<std::size_t>(margin), '\xff');
    out += white_rows;
    for (int row = 0; row < height_; ++row) {
        out += white;
        for (int column = 0; column < width_; ++column) {
            const bool black =
                black_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                       static_cast<std::size_t>(column)];
            out += black ? '\0' : '\xff';
        }
        out += white;
    }
    return out + white_rows;
}

int number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw NotUnderstood("no number: " + std::string(text));
    }
    return value;
}

}  // namespace lini::test
