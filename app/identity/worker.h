// The one worker thread: what takes longer than a frame and waits for no device (Argon2, later
// PDF, export, pictures). Jobs run one after the other in the order they came.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>

#include "app/base/bounded_queue.h"

namespace lini {

class Worker {
public:
    static constexpr std::size_t kJobsMax = 32;

    explicit Worker(std::size_t capacity = kJobsMax);
    /// As stop_soon(), then waits for the job at work.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Runs `work()` on the worker and hands its result to `sink(result)`, also on the worker: a
    /// sink pushes to its owner's inbox and returns. Both may be move-only. False when the queue
    /// is full or closing: nothing will run, and the caller says "busy". Any thread.
    template <typename Work, typename Sink>
    [[nodiscard]] bool submit(Work work, Sink sink) {
        return jobs_.try_push(
            std::make_unique<WorkJob<Work, Sink>>(std::move(work), std::move(sink)));
    }

    std::size_t waiting() const { return jobs_.size(); }

    /// From here on jobs are refused, and those not begun are dropped, their sinks uncalled.
    void stop_soon();

private:
    struct Job {
        virtual ~Job() = default;
        virtual void run() = 0;
    };

    template <typename Work, typename Sink>
    struct WorkJob final : Job {
        WorkJob(Work w, Sink s) : work(std::move(w)), sink(std::move(s)) {}
        void run() override { sink(work()); }
        Work work;
        Sink sink;
    };

    void run();

    BoundedQueue<std::unique_ptr<Job>> jobs_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace lini
