#include "tests/rig/video_loop.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string_view>

#include <catch2/catch_test_macros.hpp>

namespace lini::rig {
namespace {

constexpr int kDevicesMax = 8;
constexpr int kBuffers = 4;

std::string_view text_of(const __u8* bytes) { return reinterpret_cast<const char*>(bytes); }

/// The choice of a menu that has this text; -1 when none has.
int choice_of(int device, const v4l2_queryctrl& menu, std::string_view text) {
    for (int i = menu.minimum; i <= menu.maximum; ++i) {
        v4l2_querymenu item{};
        item.id = menu.id;
        item.index = static_cast<__u32>(i);
        if (::ioctl(device, VIDIOC_QUERYMENU, &item) != 0) continue;
        if (text_of(item.name).find(text) != std::string_view::npos) return i;
    }
    return -1;
}

bool set_control(int device, __u32 id, int value) {
    v4l2_control control{id, value};
    return value >= 0 && ::ioctl(device, VIDIOC_S_CTRL, &control) == 0;
}

v4l2_buffer buffer_of(std::size_t index) {
    v4l2_buffer buffer{};
    buffer.index = static_cast<__u32>(index);
    buffer.type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    buffer.memory = V4L2_MEMORY_MMAP;
    return buffer;
}

/// Calls `each` with every control until it says that it was the one.
template <typename Each>
bool any_control(int device, Each each) {
    v4l2_queryctrl control{};
    control.id = V4L2_CTRL_FLAG_NEXT_CTRL;
    while (::ioctl(device, VIDIOC_QUERYCTRL, &control) == 0) {
        if (each(control)) return true;
        control.id |= V4L2_CTRL_FLAG_NEXT_CTRL;
    }
    return false;
}

}  // namespace

VideoLoop::VideoLoop() {
    int capture = -1;
    for (int i = 0; i < kDevicesMax; ++i) {
        const std::string path = "/dev/video" + std::to_string(i);
        const int device = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        if (device < 0) continue;
        v4l2_capability can{};
        REQUIRE(::ioctl(device, VIDIOC_QUERYCAP, &can) == 0);
        if ((can.device_caps & V4L2_CAP_VIDEO_CAPTURE) != 0) {
            camera_ = path;
            capture = device;
        } else if ((can.device_caps & V4L2_CAP_VIDEO_OUTPUT) != 0) {
            output_ = device;
        } else {
            ::close(device);
        }
    }
    REQUIRE(capture >= 0);
    REQUIRE(output_ >= 0);
    connect(capture);
    ::close(capture);

    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    REQUIRE(::ioctl(output_, VIDIOC_G_FMT, &format) == 0);
    format.fmt.pix.width = kWidth;
    format.fmt.pix.height = kHeight;
    format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
    format.fmt.pix.bytesperline = 0;
    REQUIRE(::ioctl(output_, VIDIOC_S_FMT, &format) == 0);
    REQUIRE(format.fmt.pix.width == kWidth);
    REQUIRE(format.fmt.pix.height == kHeight);
    REQUIRE(format.fmt.pix.pixelformat == V4L2_PIX_FMT_YUYV);
    take_buffers();
}

VideoLoop::~VideoLoop() {
    for (const auto& buffer : buffers_) ::munmap(buffer.data(), buffer.size());
    if (output_ >= 0) ::close(output_);
}

void VideoLoop::take_buffers() {
    v4l2_requestbuffers wanted{};
    wanted.count = kBuffers;
    wanted.type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    wanted.memory = V4L2_MEMORY_MMAP;
    REQUIRE(::ioctl(output_, VIDIOC_REQBUFS, &wanted) == 0);
    for (__u32 i = 0; i < wanted.count; ++i) {
        v4l2_buffer buffer = buffer_of(i);
        REQUIRE(::ioctl(output_, VIDIOC_QUERYBUF, &buffer) == 0);
        void* at = ::mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, output_,
                          static_cast<off_t>(buffer.m.offset));
        REQUIRE(at != MAP_FAILED);
        buffers_.emplace_back(static_cast<std::uint8_t*>(at), buffer.length);
    }
}

void VideoLoop::show(const GrayFrame& frame) {
    constexpr std::uint8_t kNoColour = 128;
    v4l2_buffer buffer = buffer_of(queued_);
    if (queued_ < buffers_.size()) {
        ++queued_;
    } else {
        REQUIRE(::ioctl(output_, VIDIOC_DQBUF, &buffer) == 0);
    }
    const std::span<std::uint8_t> bytes = buffers_[buffer.index];
    REQUIRE(bytes.size() >= frame.luma.size() * 2);
    for (std::size_t i = 0; i < frame.luma.size(); ++i) {
        bytes[2 * i] = frame.luma[i];
        bytes[2 * i + 1] = kNoColour;
    }
    buffer.bytesused = static_cast<__u32>(frame.luma.size() * 2);
    REQUIRE(::ioctl(output_, VIDIOC_QBUF, &buffer) == 0);
    if (streams_ || queued_ < buffers_.size()) return;
    int type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    REQUIRE(::ioctl(output_, VIDIOC_STREAMON, &type) == 0);
    streams_ = true;
}

/// Up to Linux 6.10 a camera has a switch "Loop Video"; since then it says what each of its inputs
/// is connected to (the kernel's documentation of vivid, "Video and Sliced VBI Looping").
void VideoLoop::connect(int capture) {
    REQUIRE(any_control(capture, [capture](const v4l2_queryctrl& control) {
        const std::string_view name = text_of(control.name);
        if (name == "Loop Video") return set_control(capture, control.id, 1);
        return name.find("Is Connected To") != std::string_view::npos &&
               set_control(capture, control.id, choice_of(capture, control, "Output HDMI"));
    }));
}

}  // namespace lini::rig
