#include "app/play/played_camera.h"

#include <linux/videodev2.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace lini {
namespace {

constexpr int kFd = 1'000'000;  // No descriptor of the system.
constexpr int kFrameMs = 40;
constexpr std::uint8_t kTable = 110;
constexpr std::size_t kFrameBytes = std::size_t{PlayedCamera::kWidth} * PlayedCamera::kHeight * 2;

int failed(int error) {
    errno = error;
    return -1;
}

}  // namespace

/// One opening of the device: the camera's thread.
class PlayedCamera::Calls final : public VideoCalls {
public:
    explicit Calls(PlayedCamera& camera) : camera_(camera) {}

    std::vector<VideoDevice> devices() override {
        if (!plugged()) return {};
        UsbIdentity identity;
        identity.vendor_id = 0x1d6b;
        identity.product_id = 0x0102;
        identity.product = "Played camera";
        identity.port_path = "1-3";
        return {{"/dev/video0", identity}};
    }

    int open(const std::string&) override { return plugged() ? kFd : failed(ENOENT); }

    void close(int) override {
        empty_.clear();
        filled_.clear();
        memory_.clear();
    }

    int ioctl(int, unsigned long request, void* argument) override {
        if (!plugged()) return failed(ENODEV);
        switch (request) {
            case VIDIOC_QUERYCAP:
                static_cast<v4l2_capability*>(argument)->capabilities =
                    V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
                return 0;
            case VIDIOC_S_FMT: return set_format(*static_cast<v4l2_format*>(argument));
            case VIDIOC_REQBUFS:
                memory_.assign(static_cast<v4l2_requestbuffers*>(argument)->count,
                               std::vector<std::uint8_t>(kFrameBytes, 128));
                return 0;
            case VIDIOC_QUERYBUF: return describe(*static_cast<v4l2_buffer*>(argument));
            case VIDIOC_QBUF: return take_back(*static_cast<v4l2_buffer*>(argument));
            case VIDIOC_DQBUF: return hand_out(*static_cast<v4l2_buffer*>(argument));
            case VIDIOC_STREAMON:
            case VIDIOC_STREAMOFF: return 0;
            default: return failed(ENOTTY);
        }
    }

    void* map(int, std::size_t, long offset) override {
        const auto index = static_cast<std::size_t>(offset);
        return index < memory_.size() ? memory_[index].data() : nullptr;
    }
    void unmap(void*, std::size_t) override {}

    void wait(int fd, int wake_fd, int timeout_ms) override {
        pollfd wake{wake_fd, POLLIN, 0};
        const bool woken = ::poll(&wake, 1, fd < 0 ? timeout_ms : kFrameMs) > 0;
        if (!woken && fd >= 0) expose();
    }

private:
    bool plugged() {
        const std::lock_guard lock(camera_.mutex_);
        return camera_.plugged_;
    }

    static int set_format(v4l2_format& format) {
        format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
        format.fmt.pix.width = kWidth;
        format.fmt.pix.height = kHeight;
        format.fmt.pix.bytesperline = kWidth * 2;
        return 0;
    }

    int describe(v4l2_buffer& buffer) const {
        if (buffer.index >= memory_.size()) return failed(EINVAL);
        buffer.length = kFrameBytes;
        buffer.m.offset = buffer.index;
        return 0;
    }

    int take_back(const v4l2_buffer& buffer) {
        if (buffer.index >= memory_.size()) return failed(EINVAL);
        empty_.push_back(buffer.index);
        return 0;
    }

    int hand_out(v4l2_buffer& buffer) {
        if (filled_.empty()) return failed(EAGAIN);
        buffer.index = filled_.front();
        buffer.bytesused = kFrameBytes;
        filled_.pop_front();
        return 0;
    }

    /// What lies before the camera, as YUYV into the next free buffer; without one it is lost.
    void expose() {
        const std::lock_guard lock(camera_.mutex_);
        if (!camera_.plugged_ || empty_.empty()) return;
        std::vector<std::uint8_t>& bytes = memory_[empty_.front()];
        const std::vector<std::uint8_t>& luma = camera_.scene_.luma;
        for (std::size_t i = 0; i < luma.size(); ++i) bytes[2 * i] = luma[i];
        filled_.push_back(empty_.front());
        empty_.pop_front();
    }

    PlayedCamera& camera_;
    std::vector<std::vector<std::uint8_t>> memory_;
    std::deque<std::uint32_t> empty_;
    std::deque<std::uint32_t> filled_;
};

void PlayedCamera::show(const GrayFrame& picture) {
    GrayFrame scene{kWidth, kHeight, {}};
    scene.luma.assign(scene.pixels(), kTable);
    if (picture.is_whole()) {
        const GrayFrame fitting = shrunk_to(picture, kWidth, kHeight);
        const auto left = static_cast<std::size_t>(kWidth - fitting.width) / 2;
        const auto top = static_cast<std::size_t>(kHeight - fitting.height) / 2;
        const auto wide = static_cast<std::ptrdiff_t>(fitting.width);
        for (std::size_t y = 0; y < static_cast<std::size_t>(fitting.height); ++y) {
            const auto from = fitting.luma.begin() + static_cast<std::ptrdiff_t>(y) * wide;
            std::copy(from, from + wide,
                      scene.luma.begin() +
                          static_cast<std::ptrdiff_t>((top + y) * kWidth + left));
        }
    }
    const std::lock_guard lock(mutex_);
    scene_ = std::move(scene);
    plugged_ = true;
}

void PlayedCamera::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
}

std::unique_ptr<VideoCalls> PlayedCamera::calls() { return std::make_unique<Calls>(*this); }

}  // namespace lini
