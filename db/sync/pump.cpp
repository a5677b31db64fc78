#include "db/sync/pump.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/base/log.h"

namespace lini {
namespace {

constexpr std::int64_t kMicrosecondsPerMillisecond = 1'000;

}  // namespace

Pump::Pump(std::vector<std::unique_ptr<Destination>> destinations, const Clock& clock,
           std::function<double()> random, DeliverySink sink, PumpOptions options)
    : destinations_(std::move(destinations)),
      clock_(clock),
      sink_(std::move(sink)),
      options_(options),
      schedule_(options.capacity, options.back_off, std::move(random)),
      thread_([this] { run(); }) {}

Pump::~Pump() { stop(); }

bool Pump::submit(PumpDelivery due) {
    const std::int64_t wait_us = due.delivery.next_attempt_at_utc_us - clock_.now_utc_us();
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) return false;
        const auto added = schedule_.add(std::move(due), clock_.monotonic_us(),
                                         wait_us / kMicrosecondsPerMillisecond);
        if (added == Schedule::Added::full) return false;
        woken_ = true;
    }
    changed_.notify_all();
    return true;
}

void Pump::hurry() {
    {
        const std::lock_guard lock(mutex_);
        schedule_.hurry(clock_.monotonic_us());
        woken_ = true;
    }
    changed_.notify_all();
}

void Pump::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    for (const auto& destination : destinations_) destination->cancel();
    if (thread_.joinable()) thread_.join();
}

void Pump::run() {
    for (;;) {
        offer_results();
        std::optional<PumpDelivery> due;
        {
            std::unique_lock lock(mutex_);
            if (stopped_) return;
            due = schedule_.take(clock_.monotonic_us());
            if (!due && !wait_for_work(lock)) return;
        }
        if (due) deliver_one(*due);
    }
}

/// False when the pump was stopped.
bool Pump::wait_for_work(std::unique_lock<std::mutex>& lock) {
    const auto ready = [this] { return stopped_ || woken_; };
    const auto next_us = schedule_.next_due_us();
    std::int64_t wait_us = next_us ? *next_us - clock_.monotonic_us() : 0;
    const std::int64_t sink_us = options_.sink_again_ms * kMicrosecondsPerMillisecond;
    if (!results_.empty()) wait_us = next_us ? std::min(wait_us, sink_us) : sink_us;
    if (next_us || !results_.empty()) {
        changed_.wait_for(lock, std::chrono::microseconds(std::max<std::int64_t>(wait_us, 1'000)),
                          ready);
    } else {
        changed_.wait(lock, ready);
    }
    woken_ = false;
    return !stopped_;
}

void Pump::deliver_one(const PumpDelivery& due) {
    Delivery sending = due.delivery;
    sending.state = DeliveryState::sending;
    note(std::move(sending));
    offer_results();

    Destination* destination = find(due.delivery.destination);
    const DeliveryResult result = destination == nullptr
                                      ? DeliveryResult::retry("no_destination")
                                      : destination->deliver(due.delivery, due.body);
    const std::lock_guard lock(mutex_);
    auto finished = schedule_.finish(due.delivery, result, clock_.monotonic_us());
    finished.delivery.next_attempt_at_utc_us =
        clock_.now_utc_us() + finished.wait_ms * kMicrosecondsPerMillisecond;
    if (finished.delivery.state == DeliveryState::waiting) {
        log::warn("charge {} to {}: {} after {} attempts, again in {} ms", finished.delivery.key,
                  finished.delivery.destination, result.code, finished.delivery.attempts,
                  finished.wait_ms);
    } else {
        log::info("charge {} to {}: {} {}", finished.delivery.key, finished.delivery.destination,
                  delivery_state_name(finished.delivery.state), result.code);
    }
    note(std::move(finished.delivery));
}

/// The newest state of a delivery replaces what nobody has taken yet, which also bounds the list.
void Pump::note(Delivery delivery) {
    results_.remove_if([&](const Delivery& older) {
        return older.id == delivery.id && older.destination == delivery.destination;
    });
    results_.push_back(std::move(delivery));
}

void Pump::offer_results() {
    while (!results_.empty() && sink_(results_.front())) results_.pop_front();
}

Destination* Pump::find(const std::string& name) {
    for (const auto& destination : destinations_) {
        if (destination->name() == name) return destination.get();
    }
    return nullptr;
}

}  // namespace lini
