#include "app/base/bounded_queue.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace lini {
namespace {

TEST_CASE("a queue gives back what it took, in order") {
    BoundedQueue<int> queue(3);
    for (int i = 1; i <= 3; ++i) REQUIRE(queue.try_push(i));
    CHECK(queue.try_pop() == 1);
    CHECK(queue.try_pop() == 2);
    CHECK(queue.try_pop() == 3);
    CHECK(queue.try_pop() == std::nullopt);
}

TEST_CASE("a full queue refuses and leaves the item with its owner") {
    BoundedQueue<std::unique_ptr<int>> queue(1);
    REQUIRE(queue.try_push(std::make_unique<int>(1)));
    auto second = std::make_unique<int>(2);
    REQUIRE_FALSE(queue.try_push(second));
    REQUIRE(second != nullptr);
    CHECK(*second == 2);
    CHECK(queue.size() == 1);
}

TEST_CASE("a closed queue takes nothing more and is drained to the end") {
    BoundedQueue<int> queue(4);
    REQUIRE(queue.try_push(1));
    queue.close();
    queue.close();
    CHECK_FALSE(queue.try_push(2));
    CHECK_FALSE(queue.push(3));
    CHECK(queue.pop() == 1);
    CHECK(queue.pop() == std::nullopt);
    CHECK(queue.closed());
}

TEST_CASE("closing releases whoever waits on either side") {
    BoundedQueue<int> full(1);
    BoundedQueue<int> empty(1);
    REQUIRE(full.try_push(1));
    bool pushed = true;
    std::optional<int> popped = 1;
    std::thread producer([&] { pushed = full.push(2); });
    std::thread consumer([&] { popped = empty.pop(); });
    full.close();
    empty.close();
    producer.join();
    consumer.join();
    CHECK_FALSE(pushed);
    CHECK(popped == std::nullopt);
}

TEST_CASE("each accepted push, and no refused one, is announced outside the lock") {
    int announced = 0;
    BoundedQueue<int>* self = nullptr;
    BoundedQueue<int> queue(2, [&] {
        ++announced;
        CHECK(self->size() > 0);  // Would never return if the lock were held.
    });
    self = &queue;
    REQUIRE(queue.try_push(1));
    REQUIRE(queue.push(2));
    REQUIRE_FALSE(queue.try_push(3));
    CHECK(announced == 2);
}

TEST_CASE("many producers lose and double nothing on the way to many consumers") {
    constexpr int kProducers = 3;
    constexpr int kConsumers = 2;
    constexpr int kEach = 2000;
    BoundedQueue<int> queue(7);
    std::atomic<std::int64_t> sum = 0;
    std::atomic<int> count = 0;
    std::vector<std::thread> producers;
    std::vector<std::thread> consumers;
    for (int p = 0; p < kProducers; ++p) {
        producers.emplace_back([&queue, p] {
            for (int i = 0; i < kEach; ++i) {
                if (!queue.push(p * kEach + i)) return;
            }
        });
    }
    for (int c = 0; c < kConsumers; ++c) {
        consumers.emplace_back([&] {
            while (const auto item = queue.pop()) {
                sum += *item;
                ++count;
            }
        });
    }
    for (auto& thread : producers) thread.join();
    queue.close();
    for (auto& thread : consumers) thread.join();
    constexpr std::int64_t kAll = std::int64_t{kProducers} * kEach;
    CHECK(count == kAll);
    CHECK(sum == kAll * (kAll - 1) / 2);
}

}  // namespace
}  // namespace lini
