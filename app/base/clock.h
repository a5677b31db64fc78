// Time as an argument: whoever needs the clock is given one, so tests and scenarios can turn it.
// Implementations are safe to call from any thread.
#pragma once

#include <cstdint>

namespace lini {

class Clock {
public:
    virtual ~Clock() = default;

    /// Wall time in microseconds since 1970-01-01 UTC. May step back.
    virtual std::int64_t now_utc_us() const = 0;

    /// Microseconds since an arbitrary start; never steps back. For timeouts and back-off.
    virtual std::int64_t monotonic_us() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    std::int64_t now_utc_us() const override;
    std::int64_t monotonic_us() const override;
};

}  // namespace lini
