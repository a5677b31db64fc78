#include "app/identity/worker.h"

namespace lini {

Worker::Worker(std::size_t capacity) : jobs_(capacity), thread_([this] { run(); }) {}

Worker::~Worker() {
    stopping_ = true;
    jobs_.close();
    thread_.join();
}

void Worker::run() {
    while (auto job = jobs_.pop()) {
        if (stopping_) continue;  // Dropped, as promised.
        (*job)->run();
    }
}

}  // namespace lini
