// A picture as brightness alone, which is all that a bar code is made of. A value; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lini {

struct GrayFrame {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> luma;  // width x height from the top left, 0 black, no padding.

    std::size_t pixels() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    bool is_whole() const { return width > 0 && height > 0 && luma.size() == pixels(); }
};

/// `frame` made smaller by a whole divisor, each pixel the mean of those that it stands for, so
/// that neither side is longer than the given one. A frame that fits is copied.
GrayFrame shrunk_to(const GrayFrame& frame, int width_max, int height_max);

/// Whether two pictures of the same size show the same but for the noise of a camera: no block of
/// 8x8 pixels differs by more than a few steps of brightness on average.
bool looks_alike(const GrayFrame& a, const GrayFrame& b);

}  // namespace lini
