// A camera as a scanner. A thread of its own takes the newest frame and reads it; scans wait in a
// bounded queue (64 places; a full one stops the reading, nothing is dropped) for the devices
// thread, which calls everything public here. Who aims it sees the newest frame (CameraPreview).
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/base/bounded_queue.h"
#include "drivers/scanner/camera_preview.h"
#include "drivers/scanner/code_reader.h"
#include "drivers/transport/camera_port.h"
#include "drivers/transport/scanner_port.h"

namespace lini {

class Camera final : public ScannerPort {
public:
    /// The hard pass costs several times the fast one, so an empty scene gets it no more often.
    static constexpr std::int64_t kHardPassPeriodUs = 150'000;

    /// Starts the thread. `clock` outlives the camera, and so does `preview`, which may be null.
    Camera(std::string name, CameraSettings settings, const Clock& clock,
           std::unique_ptr<VideoCalls> calls = std::make_unique<SystemVideoCalls>(),
           CameraPreview* preview = nullptr);
    /// Closes, and waits until it has ended.
    ~Camera() override;

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    const UsbIdentity& identity() const override { return identity_; }
    std::optional<ScanOutput> next() override { return scans_.try_pop(); }
    void add_poll_fds(std::vector<pollfd>& fds) const override;
    /// Asks the thread to end, which may take as long as the opening of a camera.
    void close() override;
    bool has_ended() const override { return ended_; }

private:
    void run();
    void tell();
    void read(const GrayFrame& frame, std::int64_t now_us);

    const std::string name_;
    const Clock& clock_;
    const std::unique_ptr<VideoCalls> calls_;
    const int stop_fd_;   // Readable: the thread is to end.
    const int ready_fd_;  // Readable: there is something for the devices thread.
    std::atomic<bool> stop_wanted_ = false;
    std::atomic<bool> ended_ = false;
    BoundedQueue<ScanOutput> scans_;

    // The devices thread's copy of what the camera's thread told last.
    PortCondition condition_ = PortCondition::unplugged;
    UsbIdentity identity_;
    std::mutex mutex_;
    PortCondition told_condition_ = PortCondition::unplugged;  // Under mutex_, as the next.
    UsbIdentity told_identity_;

    class Reading;
    CameraSettings settings_;
    std::unique_ptr<Reading> reading_;  // The camera's thread only.
    std::thread thread_;
};

}  // namespace lini
