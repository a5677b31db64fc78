// The clock of a played terminal: it stands still until the scenario turns it, so hours pass
// without anybody waiting and a slow machine sees what a fast one sees. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "app/base/clock.h"

namespace lini {

class PlayClock final : public Clock {
public:
    explicit PlayClock(std::int64_t start_utc_us) : wall_us_(start_utc_us) {}

    std::int64_t now_utc_us() const override { return wall_us_.load(); }
    std::int64_t monotonic_us() const override { return monotonic_us_.load(); }

    /// Turns the wall clock, also back; the monotonic clock does not notice.
    void set(std::int64_t utc_us) { wall_us_.store(utc_us); }

    /// Lets `duration_us` (not negative) pass on both clocks.
    void advance(std::int64_t duration_us);

private:
    std::atomic<std::int64_t> wall_us_;
    std::atomic<std::int64_t> monotonic_us_{0};
};

}  // namespace lini
