// Takes a keyboard's events from the kernel as they come, on a thread that does nothing else. The
// kernel keeps 64 of them for a reader, which is some 20 signs of a scanner: a fiftieth of a second
// of a fast one. The devices thread may be kept longer, by a printer that is claimed or a serial
// port that is opened, and a code must not be lost by that.
#pragma once

#include <linux/input.h>

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace lini {

class EventReader {
public:
    /// Some 16,000 signs. When nobody takes them, reading stops, and what then gets lost in the
    /// kernel is told by it (SYN_DROPPED).
    static constexpr std::size_t kEventsMax = 65536;

    /// Reads `fd`, which is non-blocking and outlives this.
    explicit EventReader(int fd);
    ~EventReader();
    EventReader(const EventReader&) = delete;
    EventReader& operator=(const EventReader&) = delete;

    /// Everything that came since the last call, in order. Never waits.
    std::vector<input_event> take();

    /// The device is gone. What it sent before can still be taken.
    bool ended() const;

    /// Becomes readable when there is something to take, or it ended.
    int ready_fd() const { return ready_fd_; }

private:
    void run();
    bool wait_for_events() const;
    bool read_some();
    bool keep(const input_event* events, std::size_t count);

    const int fd_;
    const int ready_fd_;
    const int stop_fd_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::vector<input_event> events_;
    bool ended_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace lini
