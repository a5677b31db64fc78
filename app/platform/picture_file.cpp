#include "app/platform/picture_file.h"

#include <fstream>
#include <memory>

#include <png.h>
#include <turbojpeg.h>

namespace lini {
namespace {

constexpr int kWhite = 255;

struct FreeDecoder {
    void operator()(void* decoder) const { tjDestroy(decoder); }
};
/// png_image_free() is for what png_image_finish_read() did not get to.
struct PngImage : png_image {
    PngImage() : png_image{} { version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(this); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
};

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// A picture of this size with nothing in it yet.
Result<PictureFile> blank(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) return fail("picture_unreadable");
    const auto most = static_cast<std::int64_t>(kPicturePixelsMax);
    if (width > most || height > most || width * height > most) return fail("picture_too_large");
    PictureFile picture{static_cast<int>(width), static_cast<int>(height), {}};
    picture.gray.resize(static_cast<std::size_t>(width * height));
    return picture;
}

Result<PictureFile> read_png(std::string_view bytes) {
    PngImage image;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return fail("picture_unreadable");
    }
    auto picture = blank(image.width, image.height);
    if (!picture) return picture;
    image.format = PNG_FORMAT_GA;
    std::vector<png_byte> unpacked(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, unpacked.data(), 0, nullptr) == 0) {
        return fail("picture_unreadable");
    }
    for (std::size_t i = 0; i < picture->gray.size(); ++i) {
        const int gray = unpacked[2 * i];
        const int alpha = unpacked[2 * i + 1];
        const int seen = (gray * alpha + kWhite * (kWhite - alpha)) / kWhite;
        picture->gray[i] = static_cast<std::uint8_t>(seen);
    }
    return picture;
}

Result<PictureFile> read_jpeg(std::string_view bytes) {
    const std::unique_ptr<void, FreeDecoder> decoder(tjInitDecompress());
    const auto size = static_cast<unsigned long>(bytes.size());
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    if (!decoder || tjDecompressHeader3(decoder.get(), data_of(bytes), size, &width, &height,
                                        &sampling, &colours) != 0) {
        return fail("picture_unreadable");
    }
    auto picture = blank(width, height);
    if (!picture) return picture;
    // A warning is a picture that was cut off or damaged, with guesses in the place of the rest.
    if (tjDecompress2(decoder.get(), data_of(bytes), size, picture->gray.data(), width, 0, height,
                      TJPF_GRAY, 0) != 0) {
        return fail("picture_unreadable");
    }
    return picture;
}

}  // namespace

Result<PictureFile> read_picture(std::string_view bytes) {
    if (bytes.size() > kPictureBytesMax) return fail("picture_too_large");
    if (bytes.starts_with("\x89PNG")) return read_png(bytes);
    if (bytes.starts_with("\xFF\xD8")) return read_jpeg(bytes);
    return fail("picture_unreadable");
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
