// Runs a function again and again on a thread of its own, until it is destroyed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace lini {

class Ticker {
public:
    /// The first run is one `pause` away, each later one a `pause` after the last has ended.
    Ticker(std::chrono::milliseconds pause, std::function<void()> run);
    /// Waits for the run under way.
    ~Ticker();
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

private:
    void go_on();

    const std::chrono::milliseconds pause_;
    const std::function<void()> run_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stop_ = false;
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace lini
