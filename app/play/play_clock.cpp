#include "app/play/play_clock.h"

#include "app/base/check.h"

namespace lini {

PlayClock::PlayClock(const Clock& machine, std::int64_t start_utc_us)
    : machine_(machine), wall_offset_us_(start_utc_us - machine.monotonic_us()) {}

std::int64_t PlayClock::now_utc_us() const { return monotonic_us() + wall_offset_us_.load(); }

std::int64_t PlayClock::monotonic_us() const {
    return machine_.monotonic_us() + advanced_us_.load();
}

void PlayClock::set(std::int64_t utc_us) { wall_offset_us_.store(utc_us - monotonic_us()); }

void PlayClock::advance(std::int64_t duration_us) {
    CHECK(duration_us >= 0);
    advanced_us_.fetch_add(duration_us);
}

}  // namespace lini
