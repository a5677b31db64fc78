// A picture of the screen and its PNG file. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

/// Rows from the bottom up, as OpenGL reads them; three bytes each pixel, no padding.
struct Picture {
    Picture(int w, int h)
        : width(w), height(h), rgb(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3) {}
    int width;
    int height;
    std::vector<std::uint8_t> rgb;
};

/// Error: file_unwritable.
Result<void> write_png(const Picture& picture, const std::string& file);

}  // namespace lini
