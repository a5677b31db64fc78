// A camera through V4L2 (/dev/video*): finds its device by itself, again after every unplugging,
// and gives the newest frame. Opening and setting a USB camera up may take a second, so that one
// thread is the camera's own. After the kernel's documentation, "Streaming I/O (Memory Mapping)".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "drivers/transport/frame_convert.h"
#include "drivers/transport/transport.h"
#include "drivers/transport/video_calls.h"

namespace lini {

/// Which camera, and the picture to ask for; the driver may give another size.
struct CameraSettings {
    std::string device;  // "/dev/video0"; empty: the first that `match` fits.
    UsbMatch match = {};
    int width = 1280;
    int height = 720;
};

class CameraPort {
public:
    static constexpr int kBuffers = 4;
    static constexpr std::int64_t kLookPeriodUs = 1'000'000;
    /// A camera that sends nothing for so long is closed and looked for again.
    static constexpr std::int64_t kSilenceMaxUs = 5'000'000;

    /// `calls` outlives the port.
    CameraPort(CameraSettings settings, VideoCalls& calls)
        : settings_(std::move(settings)), calls_(calls) {}
    ~CameraPort() { close(); }
    CameraPort(const CameraPort&) = delete;
    CameraPort& operator=(const CameraPort&) = delete;

    /// Looks for the device when there is none. `now_us` is the monotonic clock.
    void poll(std::int64_t now_us);

    /// ready; unplugged; no_access; busy (another program holds it); fault (no camera, or none of
    /// its formats is known).
    PortCondition condition() const { return condition_; }
    const UsbIdentity& identity() const { return identity_; }
    /// -1 while there is none.
    int fd() const { return fd_; }

    /// Takes every frame that has arrived and gives the newest; the others go back unread. Nothing
    /// when none came, it was damaged, or every buffer was full: then the camera had no place for
    /// the newest, and the next one is waited for.
    bool take_newest(GrayFrame& frame);

    void close();

private:
    struct Buffer {
        void* at = nullptr;
        std::size_t bytes = 0;
    };
    struct Taken {
        std::uint32_t index = 0;
        std::size_t bytes = 0;
        bool damaged = false;
    };

    bool wants(const VideoDevice& device) const;
    PortCondition open(const VideoDevice& device);
    PortCondition set_up();
    bool choose_format();
    bool try_format(std::uint32_t pixel_format, FrameFormat format);
    PortCondition start();
    bool queue(std::uint32_t index);
    std::optional<Taken> dequeue();
    void lose();

    const CameraSettings settings_;
    VideoCalls& calls_;
    int fd_ = -1;
    PortCondition condition_ = PortCondition::unplugged;
    UsbIdentity identity_;
    FrameLayout layout_;
    std::array<Buffer, kBuffers> buffers_{};
    std::uint32_t buffer_count_ = 0;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
    std::int64_t frame_at_us_ = 0;
};

}  // namespace lini
