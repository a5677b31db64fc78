// What is to be delivered when: a bounded list, with back-off and the order of each key. It has
// no thread and no clock of its own; the pump asks it under its lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>

#include "db/sync/destination.h"

namespace lini {

struct PumpDelivery {
    Delivery delivery;
    std::string body;  // Of the outbox: every attempt carries the same bytes.
};

struct BackOff {
    std::int64_t first_ms = 2'000;
    std::int64_t max_ms = 5 * 60 * 1000;
};

/// Wait after the nth failed attempt (from 1): doubled each time up to the most, of which the
/// upper half is random, so that terminals that failed together do not return together.
/// `random` gives [0, 1).
std::int64_t back_off_ms(const BackOff& back_off, int attempts,
                         const std::function<double()>& random);

class Schedule {
public:
    Schedule(std::size_t capacity, BackOff back_off, std::function<double()> random);

    enum class Added { yes, known_already, full };

    /// `now_us` is monotonic; `wait_ms` how long it must still wait. One that is here already (the
    /// same id and destination) is not taken twice.
    Added add(PumpDelivery due, std::int64_t now_us, std::int64_t wait_ms);

    /// The one to deliver now: the longest due whose key has nothing older waiting. It is under
    /// way until finish().
    std::optional<PumpDelivery> take(std::int64_t now_us);

    /// When take() will have one; nothing when all are under way or there is none.
    std::optional<std::int64_t> next_due_us() const;

    /// The delivery after `result`: its new state, attempts and error. A retry stays here; the
    /// time until then is in `wait_ms`.
    struct Finished {
        Delivery delivery;
        std::int64_t wait_ms = 0;
    };
    Finished finish(const Delivery& delivery, const DeliveryResult& result, std::int64_t now_us);

    /// Everything that waits is due now.
    void hurry(std::int64_t now_us);

    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        PumpDelivery due;
        std::int64_t due_us = 0;
        bool under_way = false;
    };

    bool is_first_of_its_key(std::list<Entry>::const_iterator entry) const;

    const std::size_t capacity_;
    const BackOff back_off_;
    const std::function<double()> random_;
    std::list<Entry> entries_;  // In the order in which they came.
};

}  // namespace lini
