// What a printer would put on paper, for the small interpreters of printer languages in the tests.
// Code 128 is drawn from the patterns of ISO/IEC 15417, the square symbols by zint. Pure.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lini::test {

class Paper {
public:
    Paper() = default;
    Paper(int width_dots, int height_dots);

    void fill(int x, int y, int width, int height);
    /// Rows of bytes, most significant bit left; `black` is the value of a black dot.
    void picture(int x, int y, int bytes_per_row, std::string_view bits, bool black);
    /// Symbol values with the start character first; check and stop are added.
    void code128(int x, int y, int module, int height, const std::vector<int>& values);
    /// "\x1d" is FNC1 in a GS1 Data Matrix, whose first one is left out.
    void data_matrix(int x, int y, int module, const std::string& data, bool gs1);
    void qr(int x, int y, int module, const std::string& data);

    int height() const { return height_; }
    /// With `margin` white dots around.
    std::string pgm(int margin = 40) const;

private:
    void symbol(int x, int y, int module, int symbology, const std::string& data, bool gs1);

    int width_ = 0;
    int height_ = 0;
    std::vector<bool> black_;
};

struct Printed {
    Paper paper;
    std::vector<std::string> texts;
};

/// The bytes were no such language: the label would have come out wrong.
struct NotUnderstood : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Every label that these bytes print. Throws NotUnderstood.
std::vector<Printed> read_tspl(std::string_view bytes, double dots_per_mm = 8.0);
std::vector<Printed> read_epl(std::string_view bytes, int height_dots);
std::vector<Printed> read_escpos(std::string_view bytes);

/// The whole of `text` as a number; throws NotUnderstood.
int number(std::string_view text);

}  // namespace lini::test
