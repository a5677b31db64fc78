// The hand-over between threads: a FIFO of fixed capacity, many producers, one or many consumers.
// A full queue refuses; what then happens is the producer's stated policy, never a silent drop.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "app/base/check_failed.h"

namespace lini {

template <typename T>
class BoundedQueue {
public:
    /// `on_push` runs after every accepted push, on the producer's thread and outside the lock;
    /// it is how a consumer that waits elsewhere (glfwPostEmptyEvent, eventfd) is woken.
    explicit BoundedQueue(std::size_t capacity, std::function<void()> on_push = {})
        : capacity_(capacity), on_push_(std::move(on_push)) {
        if (capacity == 0) check_failed("capacity > 0", __FILE__, __LINE__);
    }

    /// False when full or closed; `item` is then untouched and still the caller's.
    [[nodiscard]] bool try_push(T& item) {
        {
            const std::lock_guard lock(mutex_);
            if (closed_ || items_.size() >= capacity_) return false;
            items_.push_back(std::move(item));
        }
        announce();
        return true;
    }
    [[nodiscard]] bool try_push(T&& item) { return try_push(item); }

    /// Waits for room. False only when the queue was closed.
    [[nodiscard]] bool push(T item) {
        {
            std::unique_lock lock(mutex_);
            room_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
            if (closed_) return false;
            items_.push_back(std::move(item));
        }
        announce();
        return true;
    }

    std::optional<T> try_pop() {
        std::unique_lock lock(mutex_);
        return take();
    }

    /// Waits up to `timeout` for an item. Nothing on timeout, or when closed and drained.
    std::optional<T> pop_for(std::chrono::microseconds timeout) {
        std::unique_lock lock(mutex_);
        filled_.wait_for(lock, timeout, [&] { return closed_ || !items_.empty(); });
        return take();
    }

    /// Waits for an item. Nothing when closed and drained.
    std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
        return take();
    }

    /// No more pushes; consumers drain what is left. Idempotent.
    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        filled_.notify_all();
        room_.notify_all();
    }

    bool closed() const {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }

    std::size_t capacity() const { return capacity_; }

private:
    void announce() {
        filled_.notify_one();
        if (on_push_) on_push_();
    }

    std::optional<T> take() {
        if (items_.empty()) return std::nullopt;
        std::optional<T> item(std::move(items_.front()));
        items_.pop_front();
        room_.notify_one();
        return item;
    }

    const std::size_t capacity_;
    const std::function<void()> on_push_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::condition_variable room_;
    std::deque<T> items_;
    bool closed_ = false;
};

}  // namespace lini
