#include "drivers/transport/camera_port.h"

#include <linux/videodev2.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace lini {
namespace {

PortCondition condition_after(int error) {
    if (error == EACCES || error == EPERM) return PortCondition::no_access;
    if (error == EBUSY) return PortCondition::busy;
    if (error == ENODEV || error == ENXIO || error == ENOENT) return PortCondition::unplugged;
    return PortCondition::fault;
}

v4l2_buffer buffer_named(std::uint32_t index) {
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    return buffer;
}

}  // namespace

bool CameraPort::wants(const VideoDevice& device) const {
    if (!settings_.device.empty()) return device.path == settings_.device;
    return !device.identity.port_path.empty() && matches(settings_.match, device.identity);
}

void CameraPort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (fd_ >= 0 && now_us_ - frame_at_us_ > kSilenceMaxUs) lose();
    if (fd_ >= 0 || now_us_ < look_at_us_) return;
    look_at_us_ = now_us_ + kLookPeriodUs;
    condition_ = PortCondition::unplugged;
    // One camera has several nodes, of which some carry no pictures: those come last.
    for (const VideoDevice& device : calls_.devices()) {
        if (!wants(device)) continue;
        const PortCondition found = open(device);
        if (condition_ == PortCondition::unplugged || found == PortCondition::ready) {
            condition_ = found;
        }
        if (found == PortCondition::ready) return;
    }
}

PortCondition CameraPort::open(const VideoDevice& device) {
    fd_ = calls_.open(device.path);
    if (fd_ < 0) return condition_after(errno);
    const PortCondition found = set_up();
    if (found != PortCondition::ready) {
        close();
        return found;
    }
    identity_ = device.identity;
    frame_at_us_ = now_us_;
    return found;
}

PortCondition CameraPort::set_up() {
    v4l2_capability capability{};
    if (calls_.ioctl(fd_, VIDIOC_QUERYCAP, &capability) < 0) return condition_after(errno);
    const std::uint32_t able = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0
                                   ? capability.device_caps
                                   : capability.capabilities;
    constexpr std::uint32_t kNeeded = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((able & kNeeded) != kNeeded) return PortCondition::fault;
    errno = 0;
    if (!choose_format()) return errno == 0 ? PortCondition::fault : condition_after(errno);
    return start();
}

/// MJPEG first: uncompressed, USB 2 carries ten pictures of this size a second.
bool CameraPort::choose_format() {
    return try_format(V4L2_PIX_FMT_MJPEG, FrameFormat::mjpeg) ||
           try_format(V4L2_PIX_FMT_YUYV, FrameFormat::yuyv);
}

/// A driver answers with the nearest that it can do, which may be something else altogether.
bool CameraPort::try_format(std::uint32_t pixel_format, FrameFormat format) {
    v4l2_format wanted{};
    wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wanted.fmt.pix.width = static_cast<std::uint32_t>(settings_.width);
    wanted.fmt.pix.height = static_cast<std::uint32_t>(settings_.height);
    wanted.fmt.pix.pixelformat = pixel_format;
    wanted.fmt.pix.field = V4L2_FIELD_NONE;
    if (calls_.ioctl(fd_, VIDIOC_S_FMT, &wanted) < 0) return false;
    const v4l2_pix_format& got = wanted.fmt.pix;
    constexpr std::uint32_t kSideMax = kFrameSideMax;
    if (got.pixelformat != pixel_format || got.width == 0 || got.height == 0 ||
        got.width > kSideMax || got.height > kSideMax || got.bytesperline > 8 * kSideMax) {
        return false;
    }
    layout_ = {format, static_cast<int>(got.width), static_cast<int>(got.height),
               static_cast<int>(std::max(got.bytesperline, got.width * 2))};
    return true;
}

PortCondition CameraPort::start() {
    v4l2_requestbuffers request{};
    request.count = kBuffers;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    if (calls_.ioctl(fd_, VIDIOC_REQBUFS, &request) < 0) return condition_after(errno);
    buffer_count_ = std::min<std::uint32_t>(request.count, kBuffers);
    if (buffer_count_ < 2) return PortCondition::fault;
    for (std::uint32_t i = 0; i < buffer_count_; ++i) {
        v4l2_buffer buffer = buffer_named(i);
        if (calls_.ioctl(fd_, VIDIOC_QUERYBUF, &buffer) < 0) return condition_after(errno);
        void* at = calls_.map(fd_, buffer.length, static_cast<long>(buffer.m.offset));
        if (at == nullptr) return PortCondition::fault;
        buffers_[i] = {at, buffer.length};
        if (!queue(i)) return condition_after(errno);
    }
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (calls_.ioctl(fd_, VIDIOC_STREAMON, &type) < 0) return condition_after(errno);
    return PortCondition::ready;
}

bool CameraPort::queue(std::uint32_t index) {
    v4l2_buffer buffer = buffer_named(index);
    return calls_.ioctl(fd_, VIDIOC_QBUF, &buffer) >= 0;
}

/// Nothing when no frame waits; the port is closed when the camera is gone.
std::optional<CameraPort::Taken> CameraPort::dequeue() {
    v4l2_buffer buffer = buffer_named(0);
    if (calls_.ioctl(fd_, VIDIOC_DQBUF, &buffer) < 0) {
        if (errno != EAGAIN) lose();
        return std::nullopt;
    }
    if (buffer.index >= buffer_count_) {
        lose();
        return std::nullopt;
    }
    const std::size_t bytes =
        std::min<std::size_t>(buffer.bytesused, buffers_[buffer.index].bytes);
    return Taken{buffer.index, bytes, (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0};
}

bool CameraPort::take_newest(GrayFrame& frame) {
    std::optional<Taken> newest;
    std::uint32_t taken = 0;
    while (fd_ >= 0 && taken < buffer_count_) {
        const std::optional<Taken> next = dequeue();
        if (!next) break;
        ++taken;
        if (newest && !queue(newest->index)) return lose(), false;
        newest = next;
    }
    if (fd_ < 0 || !newest) return false;
    frame_at_us_ = now_us_;
    bool good = !newest->damaged && taken < buffer_count_;
    if (good) {
        const auto* at = static_cast<const std::uint8_t*>(buffers_[newest->index].at);
        good = to_gray(layout_, {at, newest->bytes}, frame);
    }
    if (!queue(newest->index)) return lose(), false;
    return good;
}

void CameraPort::lose() {
    close();
    look_at_us_ = now_us_ + kLookPeriodUs;
}

void CameraPort::close() {
    if (fd_ < 0) return;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    calls_.ioctl(fd_, VIDIOC_STREAMOFF, &type);  // A camera that is gone has stopped by itself.
    for (Buffer& buffer : buffers_) {
        if (buffer.at != nullptr) calls_.unmap(buffer.at, buffer.bytes);
        buffer = {};
    }
    buffer_count_ = 0;
    calls_.close(std::exchange(fd_, -1));
    condition_ = PortCondition::unplugged;
    identity_ = {};
}

}  // namespace lini
