// The camera of a scenario, as the kernel would present one: 1280x720 YUYV, a frame every 40 ms,
// with the picture that the scenario holds in front of it. All above the system calls is the
// product's own. Any thread; outlives the calls that it gives.
#pragma once

#include <memory>
#include <mutex>

#include "drivers/transport/gray_frame.h"
#include "drivers/transport/video_calls.h"

namespace lini {

class PlayedCamera {
public:
    static constexpr int kWidth = 1280;
    static constexpr int kHeight = 720;

    /// Holds this picture before the camera, made smaller where it is larger than the view, and
    /// plugs it in; an empty frame leaves the bare table.
    void show(const GrayFrame& picture);
    void unplug();

    std::unique_ptr<VideoCalls> calls();

private:
    class Calls;

    std::mutex mutex_;
    bool plugged_ = false;
    GrayFrame scene_;  // Whole once plugged in.
};

}  // namespace lini
