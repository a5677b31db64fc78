#include "app/platform/picture.h"

// stb is one header with its code in it; its warnings are not ours.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wcast-qual"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace lini {

Result<void> write_png(const Picture& picture, const std::string& file) {
    std::vector<std::uint8_t> top_down(picture.rgb.size());
    const auto stride = static_cast<std::size_t>(picture.width) * 3;
    const auto rows = static_cast<std::size_t>(picture.height);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto from = picture.rgb.begin() + static_cast<std::ptrdiff_t>(row * stride);
        const auto to = top_down.begin() + static_cast<std::ptrdiff_t>((rows - 1 - row) * stride);
        std::copy(from, from + static_cast<std::ptrdiff_t>(stride), to);
    }
    const int written = stbi_write_png(file.c_str(), picture.width, picture.height, 3,
                                       top_down.data(), picture.width * 3);
    if (written == 0) return fail("file_unwritable", file);
    return {};
}

}  // namespace lini
