#include "app/base/clock.h"

#include <chrono>

namespace lini {
namespace {

template <typename TimePoint>
std::int64_t us_since_epoch(TimePoint now) {
    return std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count();
}

}  // namespace

std::int64_t SystemClock::now_utc_us() const {
    return us_since_epoch(std::chrono::system_clock::now());
}

std::int64_t SystemClock::monotonic_us() const {
    return us_since_epoch(std::chrono::steady_clock::now());
}

}  // namespace lini
