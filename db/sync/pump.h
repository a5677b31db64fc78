// The sync thread: takes charges from the outbox to their destinations, again and again until
// each is accepted or refused. It loses nothing: the outbox keeps every delivery until its result
// was taken, and the key makes a repeat harmless.
// submit(), hurry() and stop() from any thread; destinations and the sink run on the pump's own.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/base/clock.h"
#include "db/sync/schedule.h"

namespace lini {

/// Takes the new state of a delivery; false when it cannot now, and is then asked again. What
/// nobody took when the pump stops is delivered once more after the next start.
using DeliverySink = std::function<bool(const Delivery& delivery)>;

struct PumpOptions {
    std::size_t capacity = 256;  // Deliveries waiting; more stay in the outbox.
    BackOff back_off;
    std::int64_t sink_again_ms = 200;
};

class Pump {
public:
    /// Starts the thread. `clock` outlives this; `random` gives [0, 1).
    Pump(std::vector<std::unique_ptr<Destination>> destinations, const Clock& clock,
         std::function<double()> random, DeliverySink sink, PumpOptions options = {});

    /// As stop().
    ~Pump();

    /// False when there is no room or the pump has stopped: the outbox keeps it and offers it
    /// again. True also for one that is here already. A destination that is not configured is
    /// reported to the sink as a retry with code "no_destination".
    [[nodiscard]] bool submit(PumpDelivery due);

    /// Tries everything that waits now: the network is back, or somebody asked.
    void hurry();

    /// Ends the attempt under way and joins. Idempotent; not from the sink.
    void stop();

private:
    void run();
    void deliver_one(const PumpDelivery& due);
    void note(Delivery delivery);
    void offer_results();
    bool wait_for_work(std::unique_lock<std::mutex>& lock);
    Destination* find(const std::string& name);

    const std::vector<std::unique_ptr<Destination>> destinations_;
    const Clock& clock_;
    const DeliverySink sink_;
    const PumpOptions options_;

    std::mutex mutex_;
    std::condition_variable changed_;
    Schedule schedule_;            // Under mutex_.
    bool stopped_ = false;         // Under mutex_.
    bool woken_ = false;           // Under mutex_.
    std::list<Delivery> results_;  // The pump's thread only.
    std::thread thread_;
};

}  // namespace lini
