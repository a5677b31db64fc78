// A kernel with one camera, for tests of what asks it: V4L2's rules for a streaming device, frames
// that the test hands in, and a failure at any call. Any thread.
#pragma once

#include <linux/videodev2.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "drivers/transport/video_calls.h"

namespace lini::test {

/// Outlives the calls, so that a test keeps its hold on a camera that a thread uses.
struct FakeVideo {
    std::mutex mutex;
    bool plugged = true;
    int open_error = 0;
    std::map<unsigned long, int> errors;  // By request: errno.
    std::uint32_t format = V4L2_PIX_FMT_YUYV;
    std::uint32_t width = 640;
    std::uint32_t height = 480;
    std::uint32_t buffer_bytes = 640 * 480 * 2;
    std::uint32_t capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    std::uint32_t index_lie = 0;  // Added to the index of each frame.
    std::uint32_t length_lie = 0;
    std::vector<std::vector<std::uint8_t>> memory;
    std::deque<std::uint32_t> empty;
    std::deque<std::pair<std::uint32_t, std::uint32_t>> filled;  // Index, bytes used.
    bool streaming = false;
    int opens = 0;
    int closes = 0;
    int mapped = 0;

    /// One frame of the camera; false when no buffer is free, and the frame is lost.
    bool deliver(const std::vector<std::uint8_t>& bytes) {
        const std::lock_guard lock(mutex);
        if (!streaming || empty.empty()) return false;
        const std::uint32_t index = empty.front();
        empty.pop_front();
        const std::size_t room = std::min(bytes.size(), memory[index].size());
        std::copy_n(bytes.begin(), room, memory[index].begin());
        filled.emplace_back(index, static_cast<std::uint32_t>(bytes.size()) + length_lie);
        return true;
    }
    void plug(bool in) {
        const std::lock_guard lock(mutex);
        plugged = in;
    }
};

class FakeVideoCalls final : public VideoCalls {
public:
    explicit FakeVideoCalls(FakeVideo& video) : video_(video) {}

    std::vector<VideoDevice> devices() override {
        const std::lock_guard lock(video_.mutex);
        if (!video_.plugged) return {};
        UsbIdentity identity;
        identity.vendor_id = 0x046d;
        identity.product_id = 0x0825;
        identity.port_path = "1-2";
        return {{"/dev/video0", identity}};
    }
    int open(const std::string&) override {
        const std::lock_guard lock(video_.mutex);
        errno = video_.open_error;
        if (video_.open_error != 0) return -1;
        ++video_.opens;
        return 77;
    }
    void close(int) override {
        const std::lock_guard lock(video_.mutex);
        ++video_.closes;
        video_.empty.clear();
        video_.filled.clear();
        video_.streaming = false;
    }
    int ioctl(int, unsigned long request, void* argument) override {
        const std::lock_guard lock(video_.mutex);
        const auto fault = video_.errors.find(request);
        errno = !video_.plugged ? ENODEV : fault != video_.errors.end() ? fault->second : 0;
        if (errno != 0) return -1;
        if (request == VIDIOC_QUERYCAP) {
            static_cast<v4l2_capability*>(argument)->capabilities = video_.capabilities;
        } else if (request == VIDIOC_S_FMT) {
            auto& pix = static_cast<v4l2_format*>(argument)->fmt.pix;
            pix.pixelformat = video_.format;
            pix.width = video_.width;
            pix.height = video_.height;
            pix.bytesperline = video_.format == V4L2_PIX_FMT_YUYV ? video_.width * 2 : 0;
        } else if (request == VIDIOC_REQBUFS) {
            const auto count = static_cast<v4l2_requestbuffers*>(argument)->count;
            video_.memory.assign(count, std::vector<std::uint8_t>(video_.buffer_bytes));
        } else if (request == VIDIOC_STREAMON) {
            video_.streaming = true;
        } else {
            return buffer_call(request, *static_cast<v4l2_buffer*>(argument));
        }
        return 0;
    }
    void* map(int, std::size_t, long offset) override {
        const std::lock_guard lock(video_.mutex);
        ++video_.mapped;
        return video_.memory[static_cast<std::size_t>(offset)].data();
    }
    void unmap(void*, std::size_t) override {
        const std::lock_guard lock(video_.mutex);
        --video_.mapped;
    }
    void wait(int, int, int) override {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

private:
    int buffer_call(unsigned long request, v4l2_buffer& buffer) {
        if (request == VIDIOC_QUERYBUF) {
            buffer.length = video_.buffer_bytes;
            buffer.m.offset = buffer.index;
        } else if (request == VIDIOC_QBUF) {
            video_.empty.push_back(buffer.index);
        } else if (request == VIDIOC_DQBUF) {
            if (video_.filled.empty()) {
                errno = EAGAIN;
                return -1;
            }
            buffer.index = video_.filled.front().first + video_.index_lie;
            buffer.bytesused = video_.filled.front().second;
            video_.filled.pop_front();
        }
        return 0;
    }

    FakeVideo& video_;
};

}  // namespace lini::test
