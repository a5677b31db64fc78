#include "app/identity/worker.h"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <memory>
#include <vector>

namespace lini::test {
namespace {

TEST_CASE("jobs run in their order on another thread, and results reach their sinks") {
    std::vector<int> results;
    std::promise<std::thread::id> done;
    Worker worker;
    for (int i = 0; i < 5; ++i) {
        REQUIRE(worker.submit([i] { return i * i; }, [&](int r) { results.push_back(r); }));
    }
    REQUIRE(worker.submit([] { return std::this_thread::get_id(); },
                          [&](std::thread::id id) { done.set_value(id); }));
    CHECK(done.get_future().get() != std::this_thread::get_id());
    CHECK(results == std::vector<int>{0, 1, 4, 9, 16});
}

TEST_CASE("work and results may be move-only") {
    std::promise<int> done;
    Worker worker;
    auto number = std::make_unique<int>(7);
    REQUIRE(worker.submit([number = std::move(number)]() mutable { return std::move(number); },
                          [&](std::unique_ptr<int> result) { done.set_value(*result); }));
    CHECK(done.get_future().get() == 7);
}

TEST_CASE("a full queue refuses the job, and what waits at the end is dropped") {
    std::promise<void> started;
    std::promise<void> release;
    int sinks = 0;
    {
        Worker worker(2);
        REQUIRE(worker.submit(
            [&] {
                started.set_value();
                release.get_future().wait();
                return 0;
            },
            [&](int) { ++sinks; }));
        started.get_future().wait();
        const auto job = [] { return 1; };
        CHECK(worker.submit(job, [&](int) { ++sinks; }));
        CHECK(worker.submit(job, [&](int) { ++sinks; }));
        CHECK_FALSE(worker.submit(job, [&](int) { ++sinks; }));
        CHECK(worker.waiting() == 2);
        worker.stop_soon();
        release.set_value();
    }
    CHECK(sinks == 1);
}

}  // namespace
}  // namespace lini::test
