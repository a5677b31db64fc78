#include "drivers/transport/gray_frame.h"

#include <algorithm>
#include <cstdlib>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr int kBlockPixels = 8;
constexpr int kNoiseSteps = 6;  // Of 255: above a cheap camera's noise averaged over a block.

int times_over(int length, int length_max) { return (length + length_max - 1) / length_max; }

std::size_t at(const GrayFrame& frame, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width) +
           static_cast<std::size_t>(x);
}

/// Sum over the square of `side` pixels at x, y, as far as it is inside.
int sum_of(const GrayFrame& frame, int x, int y, int side) {
    int sum = 0;
    for (int row = y; row < std::min(y + side, frame.height); ++row) {
        for (int column = x; column < std::min(x + side, frame.width); ++column) {
            sum += frame.luma[at(frame, column, row)];
        }
    }
    return sum;
}

}  // namespace

GrayFrame shrunk_to(const GrayFrame& frame, int width_max, int height_max) {
    CHECK(frame.is_whole());
    CHECK(width_max > 0 && height_max > 0);
    const int divisor =
        std::max(times_over(frame.width, width_max), times_over(frame.height, height_max));
    if (divisor == 1) return frame;
    GrayFrame small;
    small.width = std::max(1, frame.width / divisor);
    small.height = std::max(1, frame.height / divisor);
    small.luma.resize(small.pixels());
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            const int across = std::min(divisor, frame.width - x * divisor);
            const int down = std::min(divisor, frame.height - y * divisor);
            const int sum = sum_of(frame, x * divisor, y * divisor, divisor);
            small.luma[at(small, x, y)] = static_cast<std::uint8_t>(sum / (across * down));
        }
    }
    return small;
}

bool looks_alike(const GrayFrame& a, const GrayFrame& b) {
    if (a.width != b.width || a.height != b.height) return false;
    for (int y = 0; y < a.height; y += kBlockPixels) {
        for (int x = 0; x < a.width; x += kBlockPixels) {
            const int across = std::min(kBlockPixels, a.width - x);
            const int down = std::min(kBlockPixels, a.height - y);
            const int difference = sum_of(a, x, y, kBlockPixels) - sum_of(b, x, y, kBlockPixels);
            if (std::abs(difference) > kNoiseSteps * across * down) return false;
        }
    }
    return true;
}

}  // namespace lini
