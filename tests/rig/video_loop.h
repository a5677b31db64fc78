// The kernel's vivid driver as a camera that looks at a picture of ours: what is written to its
// output device is what its capture device sees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/transport/gray_frame.h"

namespace lini::rig {

class VideoLoop {
public:
    static constexpr int kWidth = 1280;
    static constexpr int kHeight = 720;

    /// Fails the test when the guest's kernel has no such pair of devices.
    VideoLoop();
    ~VideoLoop();
    VideoLoop(const VideoLoop&) = delete;
    VideoLoop& operator=(const VideoLoop&) = delete;

    const std::string& camera() const { return camera_; }
    /// A frame of kWidth x kHeight; from the fourth on it waits until the driver has room for it.
    void show(const GrayFrame& frame);

private:
    static void connect(int capture);
    void take_buffers();

    std::string camera_;
    int output_ = -1;
    std::vector<std::span<std::uint8_t>> buffers_;
    std::size_t queued_ = 0;
    bool streams_ = false;
};

}  // namespace lini::rig
