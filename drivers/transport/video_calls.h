// What a camera port asks of the kernel, so that a test can be the kernel. The real one is thin:
// each call is the system call of its name, with errno as it is. One thread: the camera's.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "drivers/usb/identity.h"

namespace lini {

struct VideoDevice {
    std::string path;      // "/dev/video0"
    UsbIdentity identity;  // Empty where it is not on USB.
};

class VideoCalls {
public:
    virtual ~VideoCalls() = default;

    /// Every /dev/video*, by number.
    virtual std::vector<VideoDevice> devices() = 0;
    virtual int open(const std::string& path) = 0;
    virtual void close(int fd) = 0;
    virtual int ioctl(int fd, unsigned long request, void* argument) = 0;
    /// Null when it fails.
    virtual void* map(int fd, std::size_t bytes, long offset) = 0;
    virtual void unmap(void* at, std::size_t bytes) = 0;
    /// Until a frame may be there (`fd` >= 0), `wake_fd` is readable, or the time is over.
    virtual void wait(int fd, int wake_fd, int timeout_ms) = 0;
};

class SystemVideoCalls final : public VideoCalls {
public:
    std::vector<VideoDevice> devices() override;
    int open(const std::string& path) override;
    void close(int fd) override;
    int ioctl(int fd, unsigned long request, void* argument) override;
    void* map(int fd, std::size_t bytes, long offset) override;
    void unmap(void* at, std::size_t bytes) override;
    void wait(int fd, int wake_fd, int timeout_ms) override;
};

}  // namespace lini
