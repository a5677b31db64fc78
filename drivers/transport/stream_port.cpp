#include "drivers/transport/stream_port.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr long kAlarmNs = 2'000'000;
constexpr std::size_t kReplyBytesMax = 4096;

/// A reader that went away is an answer of write(), not the end of the program.
void block_sigpipe() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

bool is_ready(int fd, short events, short& found) {
    pollfd one{fd, events, 0};
    const bool any = ::poll(&one, 1, 0) > 0;
    found = one.revents;
    return any;
}

}  // namespace

StreamPort::StreamPort()
    : alarm_fd_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {
    CHECK(alarm_fd_ >= 0);
}

StreamPort::~StreamPort() {
    StreamPort::close();
    ::close(alarm_fd_);
}

void StreamPort::poll(std::int64_t now_us) {
    if (now_us_ == 0) block_sigpipe();
    now_us_ = now_us;
    if (closed_for_good_) return;
    std::uint64_t rings = 0;
    if (::read(alarm_fd_, &rings, sizeof rings) < 0) rings = 0;  // It has not rung.
    const bool absent =
        condition_ == PortCondition::unplugged || condition_ == PortCondition::no_access;
    if (step_ == Step::closed && (sending_ || absent) && now_us_ >= open_at_us_) open();
    if (step_ == Step::connecting) finish_connecting();
    if (step_ == Step::open) watch();
    if (sending_ && now_us_ >= deadline_us_) complete(PortError::timeout);
    if (listening_ && (!heard_.empty() || step_ == Step::closed || now_us_ >= listen_by_us_)) {
        listening_ = false;
        reply_ = std::exchange(heard_, {});
    }
    if (step_ == Step::open && !sending_ && now_us_ - idle_since_us_ >= kIdleCloseUs) close_fd();
}

void StreamPort::open() {
    open_at_us_ = now_us_ + kLookPeriodUs;
    bool connecting = false;
    fd_ = open_stream(connecting);
    if (fd_ < 0) {
        condition_ = errno == EACCES ? PortCondition::no_access : PortCondition::unplugged;
        if (sending_) complete(PortError::gone);
        return;
    }
    step_ = connecting ? Step::connecting : Step::open;
    connect_by_us_ = now_us_ + kConnectTimeoutUs;
    idle_since_us_ = now_us_;
    if (step_ == Step::open) condition_ = PortCondition::ready;
}

void StreamPort::finish_connecting() {
    short found = 0;
    if (!is_ready(fd_, POLLOUT, found)) {
        if (now_us_ >= connect_by_us_) lose();
        return;
    }
    int error = 0;
    socklen_t size = sizeof error;
    const int asked = ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (asked != 0 || error != 0) {
        lose();
        return;
    }
    step_ = Step::open;
    condition_ = PortCondition::ready;
}

/// False when the other side has closed. What nobody listens for is dropped.
bool StreamPort::hear() {
    char said[512];
    const ssize_t got = ::recv(fd_, said, sizeof said, MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != ENOTSOCK)) return false;
    if (got > 0 && listening_) heard_.append(said, static_cast<std::size_t>(got));
    if (heard_.size() > kReplyBytesMax) heard_.resize(kReplyBytesMax);
    return true;
}

/// The other side may close, or say something of itself.
void StreamPort::watch() {
    short found = 0;
    is_ready(fd_, POLLIN | POLLOUT, found);
    if ((found & POLLIN) != 0 && !hear()) return lose();
    if ((found & (POLLERR | POLLHUP | POLLNVAL)) != 0) return lose();
    if (sending_ && written_ < bytes_.size()) write_more();
    if (sending_ && written_ == bytes_.size()) check_taken();
}

void StreamPort::write_more() {
    while (written_ < bytes_.size()) {
        const ssize_t took = ::write(fd_, bytes_.data() + written_, bytes_.size() - written_);
        if (took < 0 && errno == EINTR) continue;
        if (took < 0 && errno == EAGAIN) return;
        if (took < 0) return lose();
        written_ += static_cast<std::size_t>(took);
    }
}

void StreamPort::check_taken() {
    if (step_ != Step::open) return;
    const int untaken = bytes_untaken(fd_);
    if (untaken < 0) return lose();
    if (untaken == 0) complete(PortError::none);
}

bool StreamPort::submit(std::string bytes, int timeout_ms) {
    if (closed_for_good_ || sending_ || completion_) return false;
    bytes_ = std::move(bytes);
    written_ = 0;
    sending_ = true;
    deadline_us_ = now_us_ + std::int64_t{timeout_ms} * 1000;
    open_at_us_ = std::min(open_at_us_, now_us_);
    set_alarm(true);
    return true;
}

void StreamPort::complete(PortError error) {
    completion_ = Completion{written_, error};
    sending_ = false;
    bytes_.clear();
    idle_since_us_ = now_us_;
    set_alarm(false);
}

/// Gone, or perhaps gone. What was written and not taken is lost with the connection; how much
/// that was, nobody knows.
void StreamPort::lose() {
    close_fd();
    condition_ = PortCondition::unplugged;
    open_at_us_ = now_us_ + kLookPeriodUs;
    if (sending_) complete(PortError::gone);
}

bool StreamPort::read_reply(int timeout_ms) {
    if (!can_answer() || step_ == Step::closed) return false;
    listening_ = true;
    heard_.clear();
    reply_.reset();
    listen_by_us_ = now_us_ + std::int64_t{timeout_ms} * 1000;
    return true;
}

std::optional<std::string> StreamPort::take_reply() { return std::exchange(reply_, std::nullopt); }

std::optional<Completion> StreamPort::take_completion() {
    return std::exchange(completion_, std::nullopt);
}

void StreamPort::add_poll_fds(std::vector<pollfd>& fds) const {
    if (fd_ < 0) return;
    const bool waits_for_room = step_ == Step::connecting || (sending_ && written_ < bytes_.size());
    fds.push_back({fd_, static_cast<short>(POLLIN | (waits_for_room ? POLLOUT : 0)), 0});
    fds.push_back({alarm_fd_, POLLIN, 0});
}

void StreamPort::set_alarm(bool on) const {
    itimerspec every{};
    if (on) every.it_value.tv_nsec = every.it_interval.tv_nsec = kAlarmNs;
    ::timerfd_settime(alarm_fd_, 0, &every, nullptr);
}

void StreamPort::close_fd() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    step_ = Step::closed;
}

void StreamPort::close() {
    if (sending_) complete(PortError::gone);
    close_fd();
    closed_for_good_ = true;
    condition_ = PortCondition::unplugged;
}

}  // namespace lini
