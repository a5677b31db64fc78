// The two streams that a StreamPort can stand on.
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "drivers/transport/stream_port.h"

namespace lini {
namespace {

// What waits in the kernel when a printer stops cannot be taken back, so it is kept small.
constexpr int kSendBufferBytes = 8192;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

std::optional<SocketAddress> socket_address(const TcpAddress& address) {
    SocketAddress out;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&out.storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&out.storage);
    if (::inet_pton(AF_INET, address.host.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(address.port);
        out.size = sizeof *v4;
        return out;
    }
    out.storage = {};
    if (::inet_pton(AF_INET6, address.host.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(address.port);
        out.size = sizeof *v6;
        return out;
    }
    return std::nullopt;
}

class TcpPort final : public StreamPort {
public:
    explicit TcpPort(TcpAddress address) : address_(std::move(address)) {}

private:
    int open_stream(bool& connecting) override {
        const auto where = socket_address(address_);
        if (!where) {
            errno = EINVAL;
            return -1;
        }
        const int fd = ::socket(where->storage.ss_family,
                                SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
        if (fd < 0) return -1;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
        ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &kSendBufferBytes, sizeof kSendBufferBytes);
        const auto* to = reinterpret_cast<const sockaddr*>(&where->storage);
        if (::connect(fd, to, where->size) == 0) return fd;
        connecting = errno == EINPROGRESS;
        if (connecting) return fd;
        const int why = errno;
        ::close(fd);
        errno = why;
        return -1;
    }

    /// Bytes that the printer's TCP has not acknowledged (tcp(7), SIOCOUTQ).
    int bytes_untaken(int fd) const override {
        int bytes = 0;
        return ::ioctl(fd, SIOCOUTQ, &bytes) == 0 ? bytes : -1;
    }

    bool can_answer() const override { return true; }
    bool is_shared() const override { return true; }

    const TcpAddress address_;
};

class FifoPort final : public StreamPort {
public:
    explicit FifoPort(std::string path) : path_(std::move(path)) {}

private:
    /// Without a reader a FIFO opens with ENXIO (fifo(7)).
    int open_stream(bool&) override {
        return ::open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    }

    /// Bytes that nobody has read (pipe(7), FIONREAD). A device file does not tell: there, what
    /// write() took is taken.
    int bytes_untaken(int fd) const override {
        int bytes = 0;
        return ::ioctl(fd, FIONREAD, &bytes) == 0 ? bytes : 0;
    }

    const std::string path_;
};

}  // namespace

Result<TcpAddress> parse_tcp_address(std::string_view text) {
    TcpAddress address;
    std::string_view port;
    if (text.starts_with('[')) {
        const std::size_t end = std::min(text.find(']'), text.size());
        address.host = std::string(text.substr(1, end - 1));
        port = text.substr(std::min(end + 1, text.size()));
    } else if (text.find(':') == text.rfind(':')) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        address.host = std::string(text.substr(0, colon));
        port = text.substr(colon);
    } else {
        address.host = std::string(text);
    }
    if (!port.empty()) {
        const char* end = port.data() + port.size();
        const auto [at, error] = std::from_chars(port.data() + 1, end, address.port);
        const bool number = port[0] == ':' && error == std::errc() && at == end;
        if (!number || address.port == 0) {
            return fail("printer_address_unreadable", std::string(text));
        }
    }
    if (!socket_address(address)) return fail("printer_address_unreadable", std::string(text));
    return address;
}

std::unique_ptr<PrinterPort> make_tcp_port(TcpAddress address) {
    return std::make_unique<TcpPort>(std::move(address));
}

std::unique_ptr<PrinterPort> make_fifo_port(std::string path) {
    return std::make_unique<FifoPort>(std::move(path));
}

}  // namespace lini
