#include "drivers/transport/event_reader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::size_t kEventsPerRead = 64;

void signal(int fd) {
    const std::uint64_t one = 1;
    // A full counter is as readable as any other.
    if (::write(fd, &one, sizeof one) < 0) return;
}

}  // namespace

EventReader::EventReader(int fd)
    : fd_(fd),
      ready_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      stop_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    CHECK(ready_fd_ >= 0);
    CHECK(stop_fd_ >= 0);
    thread_ = std::thread([this] { run(); });
}

EventReader::~EventReader() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    room_.notify_all();
    signal(stop_fd_);
    thread_.join();
    ::close(ready_fd_);
    ::close(stop_fd_);
}

std::vector<input_event> EventReader::take() {
    std::uint64_t count = 0;
    if (::read(ready_fd_, &count, sizeof count) < 0) return {};  // Nothing came since.
    std::vector<input_event> taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(events_);
    }
    room_.notify_all();
    return taken;
}

bool EventReader::ended() const {
    const std::lock_guard lock(mutex_);
    return ended_ && events_.empty();
}

void EventReader::run() {
    while (wait_for_events() && read_some()) continue;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    signal(ready_fd_);
}

/// False when it is to stop.
bool EventReader::wait_for_events() const {
    std::array<pollfd, 2> fds{{{fd_, POLLIN, 0}, {stop_fd_, POLLIN, 0}}};
    while (::poll(fds.data(), fds.size(), -1) < 0) {
        if (errno != EINTR) return false;
    }
    return fds[1].revents == 0;
}

/// False when the device is gone, or it is to stop.
bool EventReader::read_some() {
    std::array<input_event, kEventsPerRead> events{};
    const ssize_t got = ::read(fd_, events.data(), sizeof events);
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    return got > 0 && keep(events.data(), static_cast<std::size_t>(got) / sizeof(input_event));
}

bool EventReader::keep(const input_event* events, std::size_t count) {
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopping_ || events_.size() + count <= kEventsMax; });
        if (stopping_) return false;
        events_.insert(events_.end(), events, events + count);
    }
    signal(ready_fd_);
    return true;
}

}  // namespace lini
