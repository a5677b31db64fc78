#include "app/base/ticker.h"

#include <utility>

namespace lini {

Ticker::Ticker(std::chrono::milliseconds pause, std::function<void()> run)
    : pause_(pause), run_(std::move(run)), thread_([this] { go_on(); }) {}

Ticker::~Ticker() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

void Ticker::go_on() {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, pause_, [this] { return stop_; })) {
        lock.unlock();
        run_();
        lock.lock();
    }
}

}  // namespace lini
