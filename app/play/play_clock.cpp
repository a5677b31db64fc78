#include "app/play/play_clock.h"

#include "app/base/check.h"

namespace lini {

void PlayClock::advance(std::int64_t duration_us) {
    CHECK(duration_us >= 0);
    wall_us_.fetch_add(duration_us);
    monotonic_us_.fetch_add(duration_us);
}

}  // namespace lini
