#include "app/terminal/floor.h"

#include "tests/app/terminal/desk_rig.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

struct LoneFloor {
    HandClock clock;
    SiteConfig config = site_config();
    Floor floor{config, clock, [](const std::function<void()>&) {}};

    ClockState clock_state() const { return floor.stamp_now().clock_state; }
};

}  // namespace

TEST_CASE("a clock that was turned back is told until it has caught up") {
    LoneFloor lone;
    CHECK(lone.clock_state() == ClockState::synced);
    static_cast<void>(lone.floor.command(UserId("op1"), OrderNo("PO-1"), ConfirmLabel{}));
    lone.clock.wall_us -= kHourUs;
    CHECK(lone.clock_state() == ClockState::stepped_back);
    // A record made meanwhile does not make the wrong time the right one.
    const Command late = lone.floor.command(UserId("op1"), OrderNo("PO-1"), ConfirmLabel{});
    CHECK(late.stamp.clock_state == ClockState::stepped_back);
    CHECK(lone.clock_state() == ClockState::stepped_back);
    lone.clock.wall_us += kHourUs;
    CHECK(lone.clock_state() == ClockState::synced);
}

TEST_CASE("a clock that was turned back while the terminal was off is told after the start") {
    LoneFloor lone;
    lone.floor.start_time(lone.clock.now_utc_us() + kHourUs);
    CHECK(lone.clock_state() == ClockState::stepped_back);
    lone.clock.wall_us += kHourUs;
    CHECK(lone.clock_state() == ClockState::synced);
}

TEST_CASE("the ledger's latest time is that of its last record") {
    const testing::TempFolder folder;
    const HandClock clock;
    const auto ledger = testing::ready_ledger(testing::options_for(folder.path(), clock));
    CHECK(ledger->latest_at_utc_us() == clock.now_utc_us());
}
