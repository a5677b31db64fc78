#include "db/sync/schedule.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::due;

constexpr BackOff kBackOff{1'000, 8'000};

Schedule schedule(std::size_t capacity = 10) {
    return Schedule(capacity, kBackOff, [] { return 0.5; });
}

std::int64_t ms(std::int64_t count) { return count * 1'000; }

TEST_CASE("the wait doubles up to the most, and its upper half is random") {
    const auto least = [](int attempts) {
        return back_off_ms(kBackOff, attempts, [] { return 0.0; });
    };
    const auto most = [](int attempts) {
        return back_off_ms(kBackOff, attempts, [] { return 0.999'999; });
    };
    CHECK(least(1) == 500);
    CHECK(least(2) == 1'000);
    CHECK(least(3) == 2'000);
    CHECK(least(4) == 4'000);
    CHECK(least(1'000'000) == 4'000);
    CHECK(most(1) <= 1'000);
    CHECK(most(1) > 900);
    CHECK(most(1'000'000) <= 8'000);
    CHECK(most(1'000'000) > 7'900);
}

TEST_CASE("a delivery is taken when it is due and not before") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook"), 0, 500) == Schedule::Added::yes);
    CHECK_FALSE(list.take(ms(499)));
    CHECK(list.next_due_us() == ms(500));
    CHECK(list.take(ms(500)));
    CHECK_FALSE(list.take(ms(500)));  // It is under way.
    CHECK_FALSE(list.next_due_us());
}

TEST_CASE("a retry waits and keeps its place, an answer ends it") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook"), 0, 0) == Schedule::Added::yes);
    auto taken = list.take(0);
    REQUIRE(taken);
    auto finished = list.finish(taken->delivery, DeliveryResult::retry("timeout"), 0);
    CHECK(finished.delivery.state == DeliveryState::waiting);
    CHECK(finished.delivery.attempts == 1);
    CHECK(finished.delivery.last_error == "timeout");
    CHECK(finished.wait_ms == 750);
    CHECK_FALSE(list.take(ms(749)));
    taken = list.take(ms(750));
    REQUIRE(taken);
    CHECK(taken->delivery.attempts == 1);
    finished = list.finish(taken->delivery, DeliveryResult::accept("INV-1"), ms(750));
    CHECK(finished.delivery.state == DeliveryState::accepted);
    CHECK(finished.delivery.document_no == "INV-1");
    CHECK(finished.delivery.last_error.empty());
    CHECK(finished.delivery.attempts == 2);
    CHECK(list.size() == 0);
}

TEST_CASE("what the other side asked to wait is waited") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook"), 0, 0) == Schedule::Added::yes);
    const auto taken = list.take(0);
    const auto finished =
        list.finish(taken->delivery, DeliveryResult::retry("http_429", 60'000), 0);
    CHECK(finished.wait_ms == 60'000);
}

TEST_CASE("offered twice, a delivery is in the list once") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook"), 0, 0) == Schedule::Added::yes);
    CHECK(list.add(due("webhook"), 0, 0) == Schedule::Added::known_already);
    CHECK(list.add(due("folder"), 0, 0) == Schedule::Added::yes);
    CHECK(list.take(0));
    CHECK(list.add(due("webhook"), 0, 0) == Schedule::Added::known_already);
    CHECK(list.size() == 2);
}

TEST_CASE("a full list refuses and keeps what it has") {
    Schedule list = schedule(2);
    CHECK(list.add(due("webhook", 1, "A/1"), 0, 0) == Schedule::Added::yes);
    CHECK(list.add(due("webhook", 2, "A/2"), 0, 0) == Schedule::Added::yes);
    CHECK(list.add(due("webhook", 3, "A/3"), 0, 0) == Schedule::Added::full);
    CHECK(list.size() == 2);
}

TEST_CASE("deliveries of one key go out in their order, other keys do not wait for them") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook", 1, "A/1"), 0, 5'000) == Schedule::Added::yes);
    CHECK(list.add(due("webhook", 2, "A/1"), 0, 0) == Schedule::Added::yes);
    CHECK(list.add(due("webhook", 3, "B/1"), 0, 0) == Schedule::Added::yes);
    const auto other = list.take(0);
    REQUIRE(other);
    CHECK(other->delivery.id == 3);
    CHECK_FALSE(list.take(ms(4'999)));
    const auto first = list.take(ms(5'000));
    REQUIRE(first);
    CHECK(first->delivery.id == 1);
    CHECK_FALSE(list.take(ms(5'000)));
    (void)list.finish(first->delivery, DeliveryResult::accept({}), ms(5'000));
    const auto second = list.take(ms(5'000));
    REQUIRE(second);
    CHECK(second->delivery.id == 2);
}

TEST_CASE("one that fails for ever does not keep the others waiting") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook", 1, "A/1"), 0, 0) == Schedule::Added::yes);
    for (int i = 0; i < 5; ++i) {
        const auto failing = list.take(ms(100'000) * i);
        REQUIRE(failing);
        (void)list.finish(failing->delivery, DeliveryResult::retry("http_500"), ms(100'000) * i);
    }
    CHECK(list.add(due("webhook", 2, "B/1"), ms(400'001), 0) == Schedule::Added::yes);
    const auto next = list.take(ms(400'001));
    REQUIRE(next);
    CHECK(next->delivery.id == 2);
}

TEST_CASE("a wait written by a wrong clock is cut to the most") {
    Schedule list = schedule();
    CHECK(list.add(due("webhook"), 0, 365LL * 24 * 3600 * 1000) == Schedule::Added::yes);
    CHECK(list.next_due_us() == ms(8'000));
    list.hurry(ms(1));
    CHECK(list.next_due_us() == ms(1));
}

}  // namespace
}  // namespace lini
