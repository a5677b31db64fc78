// Pictures from outside: what is refused is refused, what is read is whole and within its bounds.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/base/check.h"
#include "app/platform/picture_file.h"

using namespace lini;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto picture = read_picture({reinterpret_cast<const char*>(data), size});
    if (!picture) return 0;
    const auto pixels =
        static_cast<std::size_t>(picture->width) * static_cast<std::size_t>(picture->height);
    CHECK(pixels > 0 && pixels <= kPicturePixelsMax);
    CHECK(picture->gray.size() == pixels);
    return 0;
}
