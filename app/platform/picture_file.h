// Pictures from outside as brightness: PNG by libpng, JPEG by TurboJPEG (stb's reader leaves its
// bounds in the version that Debian 12 has). Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"

namespace lini {

/// Rows from the top down, one byte a pixel, 0 black. What is transparent counts as white.
struct PictureFile {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> gray;
};

inline constexpr std::size_t kPictureBytesMax = 32 * 1024 * 1024;
inline constexpr std::size_t kPicturePixelsMax = 64 * 1024 * 1024;

/// Size is judged by the picture's own head before anything is unpacked. Errors:
/// "picture_too_large" (bytes or pixels), "picture_unreadable" (no picture, cut off, damaged).
Result<PictureFile> read_picture(std::string_view bytes);

/// Also "file_unreadable".
Result<PictureFile> read_picture_file(const std::string& file);

}  // namespace lini
