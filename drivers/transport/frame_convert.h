// A frame as a camera sends it, as brightness: MJPEG by libjpeg-turbo, YUYV by its every other
// byte. Lengths are the driver's word and not believed. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>

#include "drivers/transport/gray_frame.h"

namespace lini {

enum class FrameFormat { mjpeg, yuyv };

/// What the driver said its frames are.
struct FrameLayout {
    FrameFormat format = FrameFormat::yuyv;
    int width = 0;
    int height = 0;
    int row_bytes = 0;  // YUYV: from one row to the next.
};

/// The longest side that is believed.
inline constexpr int kFrameSideMax = 4096;

/// False, with `frame` left in any state, for a frame that is cut off, of another size than it
/// should be, or no JPEG. Damage within a JPEG that still decodes is let pass: a code has checks.
bool to_gray(const FrameLayout& layout, std::span<const std::uint8_t> bytes, GrayFrame& frame);

}  // namespace lini
