// The newest picture of each camera, for a person who aims: small, few a second, and only while
// somebody looks. One place a camera; a picture that nobody took is replaced by the next.
// Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "drivers/transport/gray_frame.h"

namespace lini {

/// An empty frame: the camera shows nothing any more.
struct PreviewPicture {
    std::string camera;
    GrayFrame frame;
};

class CameraPreview {
public:
    static constexpr int kWidthMax = 640;
    static constexpr int kHeightMax = 360;

    /// `wake` runs after each picture on the camera's thread, and must only wake the owner's loop.
    explicit CameraPreview(std::function<void()> wake = {}) : wake_(std::move(wake)) {}

    /// Whether somebody looks. While nobody does, cameras make no pictures.
    void watch(bool looking) { watched_ = looking; }
    bool watched() const { return watched_; }

    void show(const std::string& camera, GrayFrame frame);
    std::optional<PreviewPicture> take();

private:
    const std::function<void()> wake_;
    std::atomic<bool> watched_ = false;
    std::mutex mutex_;
    std::map<std::string, GrayFrame> pictures_;  // Not taken yet.
};

/// What one camera owes its preview: a picture when the scene changed, no more than ten a second,
/// and an empty one when there is nothing to see any more. The camera's thread only.
class PreviewFeed {
public:
    static constexpr std::int64_t kPeriodUs = 100'000;

    /// `preview` may be null, and else outlives this.
    PreviewFeed(std::string camera, CameraPreview* preview)
        : camera_(std::move(camera)), preview_(preview) {}

    /// A whole frame, taken at `now_us` of the monotonic clock.
    void take(const GrayFrame& frame, std::int64_t now_us);
    void nothing();

private:
    const std::string camera_;
    CameraPreview* const preview_;
    GrayFrame shown_;  // Empty: nothing.
    std::int64_t due_at_us_ = 0;
};

}  // namespace lini
