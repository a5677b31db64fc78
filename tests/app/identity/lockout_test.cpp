#include "app/identity/lockout.h"

#include <catch2/catch_test_macros.hpp>

#include <optional>

#include "tests/app/identity/identity_fixture.h"

namespace lini::test {
namespace {

/// A terminal that can be restarted: what is stored outlives it, what it remembers does not.
class Terminal {
public:
    explicit Terminal(TurnedClock& clock) : clock_(clock) { restart(); }

    /// False when locked; else a wrong PIN is tried, as the store would see it.
    bool try_wrong() {
        const LockoutState state = *lockout_from_record(stored_);
        if (locked_for_us(state, time_->now_us()) > 0) return false;
        stored_ = to_record(begin_try(state, time_->now_us()));
        return true;
    }
    void try_right() {
        stored_ = to_record(clear_tries(*lockout_from_record(stored_), time_->now_us()));
    }
    void restart() {
        const LockoutState state = *lockout_from_record(stored_);
        time_.emplace(clock_, state.last_seen_utc_us);
    }
    std::int64_t wait_us() const {
        return locked_for_us(*lockout_from_record(stored_), time_->now_us());
    }

private:
    TurnedClock& clock_;
    std::optional<TrustedTime> time_;
    std::string stored_ = to_record(LockoutState{});
};

TEST_CASE("five wrong PINs lock, and each one after locks for longer") {
    TurnedClock clock;
    Terminal terminal(clock);
    for (int i = 0; i < kFreeTries; ++i) REQUIRE(terminal.try_wrong());
    CHECK_FALSE(terminal.try_wrong());
    CHECK(terminal.wait_us() == 1 * kMinuteUs);
    std::int64_t before_us = 0;
    for (int i = 0; i < 4; ++i) {
        CHECK(terminal.wait_us() > before_us);
        before_us = terminal.wait_us();
        clock.pass(before_us);
        REQUIRE(terminal.try_wrong());
    }
    CHECK(terminal.wait_us() == 240 * kMinuteUs);
    clock.pass(terminal.wait_us());
    REQUIRE(terminal.try_wrong());
    CHECK(terminal.wait_us() == 240 * kMinuteUs);  // The most.
}

TEST_CASE("a restart after every wrong PIN gives no more tries") {
    TurnedClock clock;
    Terminal terminal(clock);
    for (int i = 0; i < kFreeTries; ++i) {
        REQUIRE(terminal.try_wrong());
        terminal.restart();
    }
    CHECK_FALSE(terminal.try_wrong());
    clock.pass(30 * kSecondUs);
    terminal.restart();
    CHECK_FALSE(terminal.try_wrong());
    CHECK(terminal.wait_us() == 30 * kSecondUs);
}

TEST_CASE("a right PIN gives all tries back, and time alone does not") {
    TurnedClock clock;
    Terminal terminal(clock);
    for (int i = 0; i < kFreeTries - 1; ++i) REQUIRE(terminal.try_wrong());
    clock.pass(30 * kDayUs);
    REQUIRE(terminal.try_wrong());
    CHECK(terminal.wait_us() > 0);
    clock.pass(terminal.wait_us());
    terminal.try_right();
    for (int i = 0; i < kFreeTries; ++i) REQUIRE(terminal.try_wrong());
    CHECK_FALSE(terminal.try_wrong());
}

TEST_CASE("a clock turned on or back a day neither shortens nor stretches a lock") {
    for (const std::int64_t turn_us : {kDayUs, -kDayUs}) {
        TurnedClock clock;
        Terminal terminal(clock);
        for (int i = 0; i < kFreeTries; ++i) REQUIRE(terminal.try_wrong());
        clock.wall_us += turn_us;
        CHECK(terminal.wait_us() == 1 * kMinuteUs);
        clock.pass(59 * kSecondUs);
        CHECK_FALSE(terminal.try_wrong());
        clock.pass(1 * kSecondUs);
        CHECK(terminal.try_wrong());
    }
}

TEST_CASE("a clock turned back a day and a restart leave the lock as long as it was") {
    TurnedClock clock;
    Terminal terminal(clock);
    for (int i = 0; i < kFreeTries; ++i) REQUIRE(terminal.try_wrong());
    clock.wall_us -= kDayUs;
    terminal.restart();
    CHECK_FALSE(terminal.try_wrong());
    CHECK(terminal.wait_us() == 1 * kMinuteUs);
    clock.pass(1 * kMinuteUs);
    CHECK(terminal.try_wrong());
}

TEST_CASE("control: by the wall clock alone the same turn would stretch the lock by a day") {
    TurnedClock clock;
    LockoutState state;
    for (int i = 0; i < kFreeTries; ++i) state = begin_try(state, clock.wall_us);
    clock.wall_us -= kDayUs;
    clock.pass(2 * kMinuteUs);
    CHECK(locked_for_us(state, clock.wall_us) > 0);
    clock.wall_us += 2 * kDayUs;
    CHECK(locked_for_us(state, clock.wall_us) == 0);
}

TEST_CASE("the tries that are left are told") {
    LockoutState state;
    CHECK(tries_left(state) == 5);
    state = begin_try(state, 0);
    CHECK(tries_left(state) == 4);
    for (int i = 0; i < 20; ++i) state = begin_try(state, 0);
    CHECK(tries_left(state) == 0);
}

TEST_CASE("a lockout survives its record, and a damaged record frees nobody") {
    const LockoutState state{7, 1'795'000'000'000'000, 1'794'999'700'000'000};
    CHECK(*lockout_from_record(to_record(state)) == state);
    for (const char* bad : {"", "lockout-1", "lockout-1 0 0", "lockout-2 0 0 0", "lockout-1 0 0 0 ",
                            "lockout-1 -1 0 0", "lockout-1 x 0 0", "lockout-1 0 -5 0",
                            "lockout-1 0 0 99999999999999999999", "lockout-1  0 0 0"}) {
        INFO(bad);
        const auto read = lockout_from_record(bad);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == "credential_damaged");
    }
}

}  // namespace
}  // namespace lini::test
