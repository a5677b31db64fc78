#include "app/identity/worker.h"

namespace lini {

Worker::Worker(std::size_t capacity) : jobs_(capacity), thread_([this] { run(); }) {}

Worker::~Worker() {
    stop_soon();
    thread_.join();
}

void Worker::stop_soon() {
    stopping_ = true;
    jobs_.close();
}

void Worker::run() {
    while (auto job = jobs_.pop()) {
        if (stopping_) continue;  // Dropped, as promised.
        (*job)->run();
    }
}

}  // namespace lini
