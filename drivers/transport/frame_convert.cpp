#include "drivers/transport/frame_convert.h"

#include <turbojpeg.h>

#include <memory>

namespace lini {
namespace {

struct FreeDecoder {
    void operator()(void* decoder) const { tjDestroy(decoder); }
};

bool believable(const FrameLayout& layout) {
    return layout.width > 0 && layout.height > 0 && layout.width <= kFrameSideMax &&
           layout.height <= kFrameSideMax;
}

/// Bytes Y0 U Y1 V stand for two pixels (kernel documentation, V4L2_PIX_FMT_YUYV).
bool from_yuyv(const FrameLayout& layout, std::span<const std::uint8_t> bytes, GrayFrame& frame) {
    const auto width = static_cast<std::size_t>(layout.width);
    const auto rows = static_cast<std::size_t>(layout.height);
    if (layout.row_bytes < layout.width * 2) return false;
    const auto row_bytes = static_cast<std::size_t>(layout.row_bytes);
    if (bytes.size() < (rows - 1) * row_bytes + width * 2) return false;
    for (std::size_t y = 0; y < rows; ++y) {
        const std::uint8_t* from = bytes.data() + y * row_bytes;
        std::uint8_t* to = frame.luma.data() + y * width;
        for (std::size_t x = 0; x < width; ++x) to[x] = from[2 * x];
    }
    return true;
}

/// Cameras leave the usual Huffman tables out; libjpeg-turbo 1.5.90 and newer put them in.
bool from_mjpeg(const FrameLayout& layout, std::span<const std::uint8_t> bytes, GrayFrame& frame) {
    const std::unique_ptr<void, FreeDecoder> decoder(tjInitDecompress());
    if (!decoder) return false;
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    const auto size = static_cast<unsigned long>(bytes.size());
    if (tjDecompressHeader3(decoder.get(), bytes.data(), size, &width, &height, &sampling,
                            &colours) != 0 ||
        width != layout.width || height != layout.height) {
        return false;
    }
    const int done = tjDecompress2(decoder.get(), bytes.data(), size, frame.luma.data(), width, 0,
                                   height, TJPF_GRAY, TJFLAG_FASTDCT | TJFLAG_LIMITSCANS);
    return done == 0 || tjGetErrorCode(decoder.get()) == TJERR_WARNING;
}

}  // namespace

bool to_gray(const FrameLayout& layout, std::span<const std::uint8_t> bytes, GrayFrame& frame) {
    if (!believable(layout) || bytes.empty()) return false;
    frame.width = layout.width;
    frame.height = layout.height;
    frame.luma.resize(frame.pixels());
    return layout.format == FrameFormat::mjpeg ? from_mjpeg(layout, bytes, frame)
                                               : from_yuyv(layout, bytes, frame);
}

}  // namespace lini
