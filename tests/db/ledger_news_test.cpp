// What the ledger's thread tells again, and what not, while time goes by.
#include "db/ledger_thread.h"

#include <atomic>
#include <chrono>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;

/// Turned while the ledger's thread looks at it.
class HandClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return wall_us; }
    std::int64_t monotonic_us() const override { return steady_us; }
    void pass(std::int64_t us) {
        wall_us += us;
        steady_us += us;
    }
    std::atomic<std::int64_t> wall_us = TestClock().now_us;
    std::atomic<std::int64_t> steady_us = 0;
};

/// A ledger with one charge that waits for its two deliveries.
class ChargedDesk {
public:
    ChargedDesk() {
        auto ledger = ready_ledger(options_for(folder_.path(), clock));
        commit_all(*ledger, {output_command("a", "PO-1", 700)});
        commit_all(*ledger, {sign_command("s", *value_of(ledger->order(OrderNo("PO-1"))))});
        thread_ = std::make_unique<LedgerThread>(
            std::move(ledger), clock,
            [this](LedgerMessage message) { take(std::move(message)); });
    }
    ~ChargedDesk() { thread_->stop(); }

    /// Deliveries that were told. The thread looks for them when no request waits, or too many came
    /// in a row, so it is asked until it has told as many as `hoped`, and a while where none is.
    std::size_t told(std::size_t hoped) {
        const int asks = hoped > 0 ? 1000 : 200;
        for (int i = 0; i < asks && (hoped == 0 || told_ < hoped); ++i) ask();
        return std::exchange(told_, 0);
    }

    /// The same after so long a time, of a thread that from then on always finds the next request
    /// waiting.
    std::size_t told_when_busy(std::int64_t after_us) {
        pass_when_busy_us_ = after_us;
        more_ = 500;
        ask(1 + more_);
        return std::exchange(told_, 0);
    }

    HandClock clock;

private:
    /// On the ledger's thread: what it finds waiting when it has answered.
    void take(LedgerMessage message) {
        if (std::holds_alternative<StatusDone>(message) && more_ > 0) {
            clock.pass(pass_when_busy_us_.exchange(0));
            static_cast<void>(thread_->request(StatusRequest{1}));
            --more_;
        }
        static_cast<void>(inbox_.push(std::move(message)));
    }

    void ask(int answers = 1) {
        REQUIRE(thread_->request(StatusRequest{1}));
        while (answers > 0) {
            auto message = inbox_.pop_for(std::chrono::seconds(60));
            REQUIRE(message);
            if (const auto* due = std::get_if<DeliveriesDue>(&*message)) {
                told_ += due->deliveries.size();
            }
            answers -= std::holds_alternative<StatusDone>(*message) ? 1 : 0;
        }
    }

    const TempFolder folder_;
    BoundedQueue<LedgerMessage> inbox_{4096};
    std::unique_ptr<LedgerThread> thread_;
    std::size_t told_ = 0;
    std::atomic<int> more_ = 0;
    std::atomic<std::int64_t> pass_when_busy_us_ = 0;
};

}  // namespace

TEST_CASE("a delivery that nobody answered for is told again after a minute, and not before") {
    ChargedDesk desk;
    CHECK(desk.told(2) == 2);
    desk.clock.pass(59 * kSecondUs);
    CHECK(desk.told(0) == 0);
    desk.clock.pass(2 * kSecondUs);
    CHECK(desk.told(2) == 2);
    CHECK(desk.told(0) == 0);
}

TEST_CASE("a clock that is turned back a day does not keep a delivery from being told again") {
    ChargedDesk desk;
    CHECK(desk.told(2) == 2);
    desk.clock.wall_us -= 24 * 3600 * kSecondUs;
    desk.clock.steady_us += 61 * kSecondUs;
    CHECK(desk.told(2) == 2);
}

TEST_CASE("a busy hour does not keep a delivery from being told") {
    ChargedDesk desk;
    CHECK(desk.told(2) == 2);
    CHECK(desk.told_when_busy(61 * kSecondUs) == 2);
}
