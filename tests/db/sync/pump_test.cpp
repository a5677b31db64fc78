#include "db/sync/pump.h"

#include <atomic>
#include <chrono>
#include <map>

#include <catch2/catch_test_macros.hpp>

#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::due;

/// What the scripted destination saw, shared between the test and the pump's thread.
class Journal {
public:
    void add(const std::string& key) {
        const std::lock_guard lock(mutex_);
        attempts_[key] += 1;
        changed_.notify_all();
    }
    int attempts(const std::string& key) {
        const std::lock_guard lock(mutex_);
        return attempts_[key];
    }
    bool wait_for_attempt(const std::string& key) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(30),
                                 [&] { return attempts_[key] > 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, int> attempts_;
};

/// Fails `failures` times for each key, then accepts with the key as document number.
class Scripted final : public Destination {
public:
    Scripted(Journal& journal, int failures) : journal_(journal), failures_(failures) {}
    std::string_view name() const override { return "scripted"; }
    DeliveryResult deliver(const Delivery& delivery, const std::string&) override {
        journal_.add(delivery.key);
        if (journal_.attempts(delivery.key) <= failures_) return DeliveryResult::retry("timeout");
        return DeliveryResult::accept(delivery.key);
    }

private:
    Journal& journal_;
    const int failures_;
};

/// Blocks until it is cancelled, as a server that never answers does.
class Hanging final : public Destination {
public:
    explicit Hanging(Journal& journal) : journal_(journal) {}
    std::string_view name() const override { return "hanging"; }
    DeliveryResult deliver(const Delivery& delivery, const std::string&) override {
        journal_.add(delivery.key);
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return cancelled_; });
        return DeliveryResult::retry("cancelled");
    }
    void cancel() override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        changed_.notify_all();
    }

private:
    Journal& journal_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool cancelled_ = false;
};

/// The ledger's side: remembers the last state of each delivery; refuses the first `refusals`.
class Results {
public:
    explicit Results(int refusals = 0) : refusals_(refusals) {}

    DeliverySink sink() {
        return [this](const Delivery& delivery) {
            const std::lock_guard lock(mutex_);
            if (refusals_ > 0) {
                --refusals_;
                return false;
            }
            last_[delivery.key] = delivery;
            states_.push_back(delivery.state);
            changed_.notify_all();
            return true;
        };
    }

    /// False when `count` deliveries have not come to `state` in a time that no machine needs.
    bool wait_for(DeliveryState state, std::size_t count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(30), [&] {
            std::size_t found = 0;
            for (const auto& [key, delivery] : last_) found += delivery.state == state ? 1 : 0;
            return found >= count;
        });
    }

    Delivery of(const std::string& key) {
        const std::lock_guard lock(mutex_);
        return last_[key];
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int refusals_;
    std::map<std::string, Delivery> last_;
    std::vector<DeliveryState> states_;
};

/// Its wall time can be set; time goes by as it does.
class TurnedClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return machine_.now_utc_us() + turned_us; }
    std::int64_t monotonic_us() const override { return machine_.monotonic_us(); }
    std::atomic<std::int64_t> turned_us = 0;

private:
    SystemClock machine_;
};

template <typename... Args>
std::vector<std::unique_ptr<Destination>> only(std::unique_ptr<Args>... destination) {
    std::vector<std::unique_ptr<Destination>> all;
    (all.push_back(std::move(destination)), ...);
    return all;
}

PumpOptions quick() { return {8, {1, 2}, 1}; }
double half() { return 0.5; }

TEST_CASE("every delivery is tried until it is accepted, and its result comes out") {
    Journal journal;
    Results results;
    const SystemClock clock;
    Pump pump(only(std::make_unique<Scripted>(journal, 3)), clock, half, results.sink(), quick());
    CHECK(pump.submit(due("scripted", 1, "A/1")));
    CHECK(pump.submit(due("scripted", 2, "B/1")));
    REQUIRE(results.wait_for(DeliveryState::accepted, 2));
    pump.stop();
    CHECK(results.of("A/1").document_no == "A/1");
    CHECK(results.of("A/1").attempts == 4);
    CHECK(journal.attempts("A/1") == 4);
    CHECK(journal.attempts("B/1") == 4);
}

TEST_CASE("a result that the ledger cannot take yet is offered until it does") {
    Journal journal;
    Results results(5);
    const SystemClock clock;
    Pump pump(only(std::make_unique<Scripted>(journal, 0)), clock, half, results.sink(), quick());
    CHECK(pump.submit(due("scripted", 1, "A/1")));
    REQUIRE(results.wait_for(DeliveryState::accepted, 1));
    pump.stop();
    CHECK(journal.attempts("A/1") == 1);
}

TEST_CASE("stopping ends an attempt under way, and nothing is taken afterwards") {
    Journal journal;
    Results results;
    const SystemClock clock;
    Pump pump(only(std::make_unique<Hanging>(journal)), clock, half, results.sink(), quick());
    CHECK(pump.submit(due("hanging", 1, "A/1")));
    REQUIRE(journal.wait_for_attempt("A/1"));
    pump.stop();
    CHECK_FALSE(pump.submit(due("hanging", 2, "B/1")));
    pump.stop();
    CHECK(journal.attempts("B/1") == 0);
    CHECK(results.of("A/1").state != DeliveryState::accepted);
}

TEST_CASE("more than fits is refused and stays with the outbox") {
    Journal journal;
    Results results;
    const SystemClock clock;
    Pump pump(only(std::make_unique<Hanging>(journal)), clock, half, results.sink(), quick());
    int taken = 0;
    for (int i = 0; i < 20; ++i) {
        taken += pump.submit(due("hanging", i, "A/" + std::to_string(i))) ? 1 : 0;
    }
    CHECK(taken == 8);
}

TEST_CASE("a destination that is not configured waits and says so") {
    Results results;
    const SystemClock clock;
    Pump pump({}, clock, half, results.sink(), quick());
    CHECK(pump.submit(due("tryton", 1, "A/1")));
    REQUIRE(results.wait_for(DeliveryState::waiting, 1));
    pump.stop();
    CHECK(results.of("A/1").last_error == "no_destination");
}

TEST_CASE("a clock that is set back a day between two tries stops no retry") {
    Journal journal;
    Results results;
    TurnedClock clock;
    const DeliverySink sink = results.sink();
    const auto set_back = [&](const Delivery& delivery) {
        clock.turned_us = -24LL * 3600 * 1'000'000;
        return sink(delivery);
    };
    Pump pump(only(std::make_unique<Scripted>(journal, 3)), clock, half, set_back, quick());
    CHECK(pump.submit(due("scripted", 1, "A/1")));
    CHECK(results.wait_for(DeliveryState::accepted, 1));
    pump.stop();
    CHECK(journal.attempts("A/1") == 4);
}

TEST_CASE("hurry brings forward what would wait for long") {
    Journal journal;
    Results results;
    const SystemClock clock;
    PumpOptions patient = quick();
    patient.back_off = {3'600'000, 3'600'000};
    Pump pump(only(std::make_unique<Scripted>(journal, 1)), clock, half, results.sink(), patient);
    CHECK(pump.submit(due("scripted", 1, "A/1")));
    REQUIRE(results.wait_for(DeliveryState::waiting, 1));
    pump.hurry();
    CHECK(results.wait_for(DeliveryState::accepted, 1));
}

}  // namespace
}  // namespace lini
