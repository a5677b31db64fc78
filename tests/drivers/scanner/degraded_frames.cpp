#include "tests/drivers/scanner/degraded_frames.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "app/base/check.h"
#include "drivers/printer/bar_symbol.h"

namespace lini::test {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kPaper = 225;
constexpr double kInk = 30;
constexpr double kLinearHighPx = 150;
constexpr int kSamplesASide = 3;  // Of a pixel, so that edges fall between pixels.
constexpr double kPi = 3.14159265358979323846;

std::size_t at(int x, int y) {
    return static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
}

/// Where a sample falls in the symbol that lies around 0, 0.
struct Ink {
    const BarSymbol& symbol;
    double module_px;

    bool dark(double x, double y) const {
        const double high =
            symbol.linear ? kLinearHighPx : static_cast<double>(symbol.rows) * module_px;
        const double column = x / module_px + static_cast<double>(symbol.columns) / 2;
        const double row = symbol.linear ? (std::abs(y) < high / 2 ? 0 : -1)
                                         : (y + high / 2) / module_px;
        if (column < 0 || row < 0 || column >= symbol.columns || row >= symbol.rows) return false;
        return symbol.is_dark(static_cast<int>(column), static_cast<int>(row));
    }
};

std::vector<double> draw(const BarSymbol& symbol, const Degradation& how) {
    const Ink ink{symbol, how.module_px};
    const double turned = how.turned_deg * kPi / 180;
    const double cosine = std::cos(turned);
    const double sine = std::sin(turned);
    std::vector<double> light(static_cast<std::size_t>(kWidth) * kHeight);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            int dark = 0;
            for (int i = 0; i < kSamplesASide * kSamplesASide; ++i) {
                const double dx = x - kWidth / 2.0 + (i % kSamplesASide + 0.5) / kSamplesASide;
                const double dy = y - kHeight / 2.0 + (i / kSamplesASide + 0.5) / kSamplesASide;
                if (ink.dark(dx * cosine + dy * sine, dy * cosine - dx * sine)) ++dark;
            }
            const double share = static_cast<double>(dark) / (kSamplesASide * kSamplesASide);
            light[at(x, y)] = kPaper + (kInk - kPaper) * share;
        }
    }
    return light;
}

/// The mean over a square of that radius along one axis, with weights at the ends; twice over
/// both axes is close to a lens out of focus.
void smooth(std::vector<double>& light, double radius, int step, int lines, int length,
            int line_step) {
    const int whole = static_cast<int>(radius);
    const double rest = radius - whole;
    std::vector<double> line(static_cast<std::size_t>(length));
    for (int l = 0; l < lines; ++l) {
        const auto first = static_cast<std::size_t>(l) * static_cast<std::size_t>(line_step);
        const auto value = [&](int i) {
            const auto clamped = static_cast<std::size_t>(std::clamp(i, 0, length - 1));
            return light[first + clamped * static_cast<std::size_t>(step)];
        };
        for (int i = 0; i < length; ++i) {
            double sum = rest * (value(i - whole - 1) + value(i + whole + 1));
            for (int k = -whole; k <= whole; ++k) sum += value(i + k);
            line[static_cast<std::size_t>(i)] = sum / (2 * whole + 1 + 2 * rest);
        }
        for (int i = 0; i < length; ++i) {
            light[first + static_cast<std::size_t>(i) * static_cast<std::size_t>(step)] =
                line[static_cast<std::size_t>(i)];
        }
    }
}

GrayFrame finished(std::vector<double> light, const Degradation& how) {
    if (how.blur_px > 0) {
        for (int turn = 0; turn < 2; ++turn) {
            smooth(light, how.blur_px / 2, 1, kHeight, kWidth, kWidth);
            smooth(light, how.blur_px / 2, kWidth, kWidth, kHeight, 1);
        }
    }
    std::mt19937 random(how.seed);
    std::normal_distribution<double> noise(0, std::max(how.noise_steps, 1e-9));
    GrayFrame frame{kWidth, kHeight, {}};
    frame.luma.resize(frame.pixels());
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const double dimmed = kPaper + (light[at(x, y)] - kPaper) * how.contrast;
            const double shaded = dimmed * (1 - how.shade_across * x / kWidth);
            const double seen = std::clamp(shaded + noise(random), 0.0, 255.0);
            frame.luma[at(x, y)] = static_cast<std::uint8_t>(seen);
        }
    }
    return frame;
}

Degradation damage(int kind, int strength) {
    Degradation how;
    how.noise_steps = 4;
    how.seed = static_cast<std::uint32_t>(kind * 100 + strength + 1);
    const double s = strength;
    if (kind == 0) how.blur_px = 0.8 + 0.25 * s;
    if (kind == 1) how.noise_steps = 8 + 4 * s;
    if (kind == 2) how.contrast = 0.7 * std::pow(0.8, s);
    if (kind == 3) how.turned_deg = 4 + 7.3 * s;
    if (kind == 4) how.module_px = 3.4 - 0.15 * s;
    if (kind == 5) how = {s * 31, 1 + s * 0.15, 12, 0.7, 0.3, 2.6, how.seed};
    if (kind == 6) how = {0, 1.5, 6, 0.9, 0.3 + 0.055 * s, 2.4, how.seed};
    if (kind == 7) how = {90 + 3 * s, 1 + 0.25 * s, 8 + 2 * s, 0.6, 0, 3, how.seed};
    return how;
}

}  // namespace

LabelBarcode code128(std::string data) {
    LabelBarcode barcode;
    barcode.data = std::move(data);
    return barcode;
}

LabelBarcode qr(std::string data) {
    LabelBarcode barcode = code128(std::move(data));
    barcode.symbology = Symbology::qr;
    return barcode;
}

LabelBarcode datamatrix(std::string data) {
    LabelBarcode barcode = code128(std::move(data));
    barcode.symbology = Symbology::datamatrix;
    return barcode;
}

LabelBarcode gs1_carton(Symbology symbology) {
    LabelBarcode barcode;
    barcode.symbology = symbology;
    barcode.gs1 = {{"01", "08991234567891"}, {"17", "281100"}, {"10", "B-0042"}, {"21", "L2A0007"}};
    return barcode;
}

std::string gs1_carton_data() {
    return "010899123456789117281100"
           "10B-0042\x1d"
           "21L2A0007";
}

GrayFrame frame_of(const LabelBarcode& barcode, const Degradation& how) {
    const auto symbol = bar_symbol(barcode);
    CHECK(symbol.has_value());
    return finished(draw(*symbol, how), how);
}

GrayFrame frame_without_code(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> across(0, kWidth - 60);
    std::uniform_int_distribution<int> down(0, kHeight - 30);
    std::vector<double> light(static_cast<std::size_t>(kWidth) * kHeight, kPaper);
    constexpr int kStrokes = 400;
    for (int i = 0; i < kStrokes; ++i) {
        const int left = across(random);
        const int top = down(random);
        const int wide = 4 + across(random) % 50;
        const int high = 2 + down(random) % 22;
        for (int y = top; y < top + high; ++y) {
            for (int x = left; x < left + wide; ++x) light[at(x, y)] = kInk + left % 90;
        }
    }
    return finished(std::move(light), {0, 1.2, 6, 0.9, 0.2, 3, seed});
}

DegradedFrame degraded_frame(int index) {
    constexpr int kKinds = 8;
    constexpr int kSymbols = 3;
    const int symbol = index % kSymbols;
    const Degradation how = damage(index / kSymbols % kKinds, index / (kSymbols * kKinds));
    const std::string number = std::to_string(index);
    const std::string data = "B-2026-" + std::string(4 - number.size(), '0') + number;
    if (symbol == 0) return {"Code 128", data, frame_of(code128(data), how)};
    if (symbol == 1) return {"QR", data, frame_of(qr(data), how)};
    LabelBarcode barcode;
    barcode.symbology = Symbology::gs1_128;
    barcode.gs1 = {{"10", data}};
    return {"GS1-128", "10" + data, frame_of(barcode, how)};
}

}  // namespace lini::test
