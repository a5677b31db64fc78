#include "app/platform/picture_file.h"

#include <fstream>
#include <memory>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wduplicated-branches"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wcast-qual"
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNM
#define STBI_NO_STDIO
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace lini {
namespace {

constexpr int kWhite = 255;
constexpr int kGrayAlpha = 2;  // Channels asked of stb.

struct FreePixels {
    void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

/// stb takes a PNM that was cut off as whole, with whatever stands in memory behind it.
bool is_cut_off_pnm(std::string_view bytes, std::size_t pixels, int channels) {
    if (!bytes.starts_with("P5") && !bytes.starts_with("P6")) return false;
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const bool wide = stbi_is_16_bit_from_memory(data, static_cast<int>(bytes.size())) != 0;
    return bytes.size() < pixels * static_cast<std::size_t>(channels) * (wide ? 2 : 1);
}

}  // namespace

Result<PictureFile> read_picture(std::string_view bytes) {
    if (bytes.size() > kPictureBytesMax) return fail("picture_too_large");
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const auto size = static_cast<int>(bytes.size());
    PictureFile picture;
    int channels = 0;
    if (stbi_info_from_memory(data, size, &picture.width, &picture.height, &channels) == 0 ||
        picture.width <= 0 || picture.height <= 0) {
        return fail("picture_unreadable");
    }
    const auto pixels =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    if (pixels > kPicturePixelsMax) return fail("picture_too_large");
    if (is_cut_off_pnm(bytes, pixels, channels)) return fail("picture_unreadable");
    int width = 0;
    int height = 0;
    const std::unique_ptr<stbi_uc, FreePixels> unpacked(
        stbi_load_from_memory(data, size, &width, &height, &channels, kGrayAlpha));
    if (!unpacked || width != picture.width || height != picture.height) {
        return fail("picture_unreadable");
    }
    picture.gray.resize(pixels);
    for (std::size_t i = 0; i < pixels; ++i) {
        const int gray = unpacked.get()[i * kGrayAlpha];
        const int alpha = unpacked.get()[i * kGrayAlpha + 1];
        const int seen = (gray * alpha + kWhite * (kWhite - alpha)) / kWhite;
        picture.gray[i] = static_cast<std::uint8_t>(seen);
    }
    return picture;
}

Result<PictureFile> read_picture_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes;
    // One more than is allowed, so that a longer file is known from a whole one.
    bytes.resize(kPictureBytesMax + 1);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) return fail("file_unreadable", file);
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    auto picture = read_picture(bytes);
    if (!picture) return fail(picture.error().code, file);
    return picture;
}

}  // namespace lini
