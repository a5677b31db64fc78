// The clock of a played terminal: it runs like the machine's and can be turned, so that hours pass
// in a scenario without anybody waiting. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "app/base/clock.h"

namespace lini {

class PlayClock final : public Clock {
public:
    /// `machine` outlives this clock. Wall time starts at `start_utc_us`.
    PlayClock(const Clock& machine, std::int64_t start_utc_us);

    std::int64_t now_utc_us() const override;
    std::int64_t monotonic_us() const override;

    /// Turns the wall clock, also back; the monotonic clock does not notice.
    void set(std::int64_t utc_us);

    /// Lets `duration_us` (not negative) pass on both clocks.
    void advance(std::int64_t duration_us);

private:
    const Clock& machine_;
    std::atomic<std::int64_t> wall_offset_us_;  // Wall time - monotonic_us().
    std::atomic<std::int64_t> advanced_us_{0};
};

}  // namespace lini
