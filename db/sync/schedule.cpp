#include "db/sync/schedule.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::int64_t kMicrosecondsPerMillisecond = 1'000;

bool same_delivery(const Delivery& a, const Delivery& b) {
    return a.id == b.id && a.destination == b.destination && a.key == b.key;
}

}  // namespace

std::int64_t back_off_ms(const BackOff& back_off, int attempts,
                         const std::function<double()>& random) {
    CHECK(attempts >= 1);
    CHECK(back_off.first_ms > 0 && back_off.max_ms >= back_off.first_ms);
    std::int64_t most = back_off.first_ms;
    for (int i = 1; i < attempts && most < back_off.max_ms; ++i) most *= 2;
    most = std::min(most, back_off.max_ms);
    const std::int64_t half = most / 2;
    const double share = std::clamp(random(), 0.0, 1.0);
    return half + static_cast<std::int64_t>(share * static_cast<double>(most - half));
}

Schedule::Schedule(std::size_t capacity, BackOff back_off, std::function<double()> random)
    : capacity_(capacity), back_off_(back_off), random_(std::move(random)) {
    CHECK(capacity > 0);
}

Schedule::Added Schedule::add(PumpDelivery due, std::int64_t now_us, std::int64_t wait_ms) {
    const bool known = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return same_delivery(entry.due.delivery, due.delivery);
    });
    if (known) return Added::known_already;
    if (entries_.size() >= capacity_) return Added::full;
    // A clock that was wrong when the time was written must not hold a charge back for days.
    wait_ms = std::clamp<std::int64_t>(wait_ms, 0, back_off_.max_ms);
    entries_.push_back({std::move(due), now_us + wait_ms * kMicrosecondsPerMillisecond, false});
    return Added::yes;
}

bool Schedule::is_first_of_its_key(std::list<Entry>::const_iterator entry) const {
    const Delivery& delivery = entry->due.delivery;
    return std::none_of(entries_.begin(), entry, [&](const Entry& earlier) {
        return earlier.due.delivery.key == delivery.key &&
               earlier.due.delivery.destination == delivery.destination;
    });
}

std::optional<PumpDelivery> Schedule::take(std::int64_t now_us) {
    auto chosen = entries_.end();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->under_way || entry->due_us > now_us || !is_first_of_its_key(entry)) continue;
        if (chosen == entries_.end() || entry->due_us < chosen->due_us) chosen = entry;
    }
    if (chosen == entries_.end()) return std::nullopt;
    chosen->under_way = true;
    return chosen->due;
}

std::optional<std::int64_t> Schedule::next_due_us() const {
    std::optional<std::int64_t> next;
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->under_way || !is_first_of_its_key(entry)) continue;
        next = next ? std::min(*next, entry->due_us) : entry->due_us;
    }
    return next;
}

Schedule::Finished Schedule::finish(const Delivery& delivery, const DeliveryResult& result,
                                    std::int64_t now_us) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return same_delivery(entry.due.delivery, delivery);
    });
    CHECK(found != entries_.end() && found->under_way);
    Delivery& known = found->due.delivery;
    known.attempts += 1;
    known.last_error = result.code;
    Finished finished;
    if (result.outcome == DeliveryOutcome::retry) {
        known.state = DeliveryState::waiting;
        finished.wait_ms =
            std::max(back_off_ms(back_off_, known.attempts, random_), result.retry_after_ms);
        found->due_us = now_us + finished.wait_ms * kMicrosecondsPerMillisecond;
        found->under_way = false;
        finished.delivery = known;
        return finished;
    }
    const bool accepted = result.outcome == DeliveryOutcome::accepted;
    known.state = accepted ? DeliveryState::accepted : DeliveryState::refused;
    known.document_no = result.document_no;
    finished.delivery = std::move(known);
    entries_.erase(found);
    return finished;
}

void Schedule::hurry(std::int64_t now_us) {
    for (Entry& entry : entries_) entry.due_us = std::min(entry.due_us, now_us);
}

}  // namespace lini
