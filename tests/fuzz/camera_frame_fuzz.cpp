// Whatever a camera's driver hands over as a frame, with lengths that lie: MJPEG and YUYV. What is
// taken is whole.
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "drivers/transport/frame_convert.h"

using namespace lini;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) return 0;
    FrameLayout layout;
    layout.format = data[0] % 2 == 0 ? FrameFormat::mjpeg : FrameFormat::yuyv;
    layout.width = data[1] - 2;  // Also what is no width.
    layout.height = data[2] - 2;
    layout.row_bytes = layout.width * 2 + data[3] - 8;
    GrayFrame frame;
    if (to_gray(layout, {data + 4, size - 4}, frame)) CHECK(frame.is_whole());
    return 0;
}
