#include "app/play/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr int kSendPatienceMs = 5'000;  // Without a byte taken.
constexpr int kNestingMax = 32;

std::int64_t steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

namespace {

/// Nothing of ours is nested deeply; what is would be walked by recursion later.
nlohmann::json parse_shallow(const std::string& line) {
    bool deep = false;
    const auto look = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        deep = deep || depth > kNestingMax;
        return !deep;
    };
    auto value = nlohmann::json::parse(line, look, false);
    return deep ? nlohmann::json(nlohmann::json::value_t::discarded) : value;
}

}  // namespace

JsonChannel::JsonChannel(int fd, std::size_t line_bytes_max)
    : fd_(fd), line_bytes_max_(line_bytes_max) {
    CHECK(fd >= 0);
}

JsonChannel::~JsonChannel() { ::close(fd_); }

Result<void> JsonChannel::send(const nlohmann::json& value) {
    using nlohmann::json;
    const std::string line = value.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
    std::size_t sent = 0;
    while (sent < line.size()) {
        const ssize_t taken = ::send(fd_, line.data() + sent, line.size() - sent,
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            pollfd wait{fd_, POLLOUT, 0};
            if (::poll(&wait, 1, kSendPatienceMs) == 0) return fail("peer_silent", "send");
            continue;
        }
        if (taken <= 0) return fail("peer_gone", "send");
        sent += static_cast<std::size_t>(taken);
    }
    return {};
}

Result<nlohmann::json> JsonChannel::receive(int timeout_ms) {
    const std::int64_t until_ms = steady_ms() + timeout_ms;
    std::size_t searched = 0;
    for (;;) {
        const std::size_t end = received_.find('\n', searched);
        if (end != std::string::npos) {
            auto value = parse_shallow(received_.substr(0, end));
            received_.erase(0, end + 1);
            if (value.is_discarded()) return fail("peer_garbled");
            return value;
        }
        searched = received_.size();
        if (searched > line_bytes_max_) return fail("peer_garbled", "line too long");

        const std::int64_t left_ms = timeout_ms < 0 ? -1 : until_ms - steady_ms();
        if (timeout_ms >= 0 && left_ms <= 0) return fail("peer_silent");
        pollfd wait{fd_, POLLIN, 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(left_ms));
        if (ready == 0) return fail("peer_silent");
        if (ready < 0) continue;
        std::array<char, 65536> piece{};
        const ssize_t taken = ::recv(fd_, piece.data(), piece.size(), 0);
        if (taken < 0 && errno == EINTR) continue;
        if (taken <= 0) return fail("peer_gone", "receive");
        received_.append(piece.data(), static_cast<std::size_t>(taken));
    }
}

void JsonChannel::shut_down() { ::shutdown(fd_, SHUT_RDWR); }

}  // namespace lini
