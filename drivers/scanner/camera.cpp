#include "drivers/scanner/camera.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <utility>

#include "app/base/check.h"
#include "drivers/scanner/sightings.h"

namespace lini {
namespace {

constexpr std::size_t kScansMax = 64;
constexpr int kTickMs = 250;  // Plugging, and a camera that went silent.

int event_fd() {
    const int fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    CHECK(fd >= 0);
    return fd;
}

void signal(int fd) {
    const std::uint64_t one = 1;
    if (::write(fd, &one, sizeof one) < 0) return;  // Full: it is readable already.
}

}  // namespace

/// What lives on the camera's thread.
class Camera::Reading {
public:
    Reading(const CameraSettings& settings, VideoCalls& calls, const std::string& name,
            const Clock& clock, CameraPreview* preview)
        : port(settings, calls), feed(name, preview), builder(name, clock) {}

    CameraPort port;
    PreviewFeed feed;
    ScanBuilder builder;
    Sightings sightings;
    std::int64_t hard_pass_at_us = 0;
};

Camera::Camera(std::string name, CameraSettings settings, const Clock& clock,
               std::unique_ptr<VideoCalls> calls, CameraPreview* preview)
    : name_(std::move(name)),
      clock_(clock),
      calls_(std::move(calls)),
      stop_fd_(event_fd()),
      ready_fd_(event_fd()),
      scans_(kScansMax, [this] { signal(ready_fd_); }),
      settings_(std::move(settings)),
      reading_(std::make_unique<Reading>(settings_, *calls_, name_, clock_, preview)) {
    thread_ = std::thread([this] { run(); });
}

Camera::~Camera() {
    Camera::close();
    thread_.join();
    ::close(stop_fd_);
    ::close(ready_fd_);
}

void Camera::run() {
    GrayFrame frame;
    while (!stop_wanted_) {
        reading_->port.poll(clock_.monotonic_us());
        tell();
        calls_->wait(reading_->port.fd(), stop_fd_, kTickMs);
        if (reading_->port.fd() < 0 || stop_wanted_) continue;
        if (reading_->port.take_newest(frame)) {
            const std::int64_t now_us = clock_.monotonic_us();
            reading_->feed.take(frame, now_us);
            read(frame, now_us);
        }
        tell();
    }
    reading_->port.close();
    tell();
    ended_ = true;
}

void Camera::tell() {
    if (reading_->port.fd() < 0) reading_->feed.nothing();
    const std::lock_guard lock(mutex_);
    if (told_condition_ == reading_->port.condition()) return;
    told_condition_ = reading_->port.condition();
    told_identity_ = reading_->port.identity();
    signal(ready_fd_);
}

void Camera::read(const GrayFrame& frame, std::int64_t now_us) {
    std::vector<ReadCode> codes = read_codes(frame, ReadEffort::fast);
    if (codes.empty() && now_us >= reading_->hard_pass_at_us) {
        codes = read_codes(frame, ReadEffort::hard);
        reading_->hard_pass_at_us = now_us + kHardPassPeriodUs;
    }
    for (const ReadCode& code : reading_->sightings.fresh(std::move(codes), now_us)) {
        reading_->builder.aim_id(code.aim_id);
        reading_->builder.append(code.data);
        reading_->builder.end();
    }
    while (std::optional<ScanOutput> output = reading_->builder.next()) {
        if (!scans_.push(*std::move(output))) return;  // Closed: the program ends.
    }
}

void Camera::poll(std::int64_t) {
    std::uint64_t count = 0;
    if (::read(ready_fd_, &count, sizeof count) < 0) count = 0;  // Nothing new: still look.
    const std::lock_guard lock(mutex_);
    condition_ = told_condition_;
    identity_ = told_identity_;
}

void Camera::add_poll_fds(std::vector<pollfd>& fds) const {
    fds.push_back({ready_fd_, POLLIN, 0});
}

void Camera::close() {
    stop_wanted_ = true;
    scans_.close();
    signal(stop_fd_);
    condition_ = PortCondition::unplugged;
    identity_ = {};
}

}  // namespace lini
