// Printers behind a stream of bytes: TCP port 9100, and a FIFO or device file. Both are opened when
// there is something to print and closed again soon after, since most network printers serve one
// connection at a time and other terminals wait for it.
//
// A transfer is taken when the other side has taken it: the printer's TCP acknowledged every byte,
// or the FIFO was read empty. What the kernel still holds at a time-out stays queued in order and
// counts as taken, so that nothing is ever written twice into one connection.
// One thread: the devices thread, in which SIGPIPE is blocked from the first poll() on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "drivers/transport/transport.h"

namespace lini {

/// A network printer. Numeric only: to look a name up takes as long as the name server likes.
struct TcpAddress {
    std::string host;  // "192.168.1.50" or "fe80::1".
    std::uint16_t port = 9100;
};

/// Reads "192.168.1.50", "192.168.1.50:9100" or "[fe80::1]:9100". Error
/// "printer_address_unreadable".
Result<TcpAddress> parse_tcp_address(std::string_view text);

class StreamPort : public PrinterPort {
public:
    static constexpr std::int64_t kConnectTimeoutUs = 3'000'000;
    static constexpr std::int64_t kLookPeriodUs = 2'000'000;
    static constexpr std::int64_t kIdleCloseUs = 2'000'000;

    StreamPort();
    ~StreamPort() override;

    void poll(std::int64_t now_us) final;
    PortCondition condition() const final { return condition_; }
    [[nodiscard]] bool submit(std::string bytes, int timeout_ms) final;
    std::optional<Completion> take_completion() final;
    /// Listens on the open connection; a port of a FIFO hears nothing.
    [[nodiscard]] bool read_reply(int timeout_ms) final;
    std::optional<std::string> take_reply() final;
    void add_poll_fds(std::vector<pollfd>& fds) const final;
    void close() final;

private:
    enum class Step { closed, connecting, open };

    /// A non-blocking descriptor, or -1 with errno set. `connecting` when it is not usable yet.
    virtual int open_stream(bool& connecting) = 0;
    /// Bytes written that the other side has not taken; -1 when that cannot be told.
    virtual int bytes_untaken(int fd) const = 0;

    void open();
    void finish_connecting();
    void watch();
    bool hear();
    void write_more();
    void check_taken();
    void complete(PortError error);
    void lose();
    void close_fd();
    void set_alarm(bool on) const;

    Step step_ = Step::closed;
    PortCondition condition_ = PortCondition::unplugged;
    bool closed_for_good_ = false;
    int fd_ = -1;
    const int alarm_fd_;  // Nothing wakes us when the other side has taken all: look every 2 ms.
    std::string bytes_;
    std::size_t written_ = 0;
    bool sending_ = false;
    std::optional<Completion> completion_;
    bool listening_ = false;
    std::string heard_;
    std::optional<std::string> reply_;
    std::int64_t listen_by_us_ = 0;
    std::int64_t now_us_ = 0;
    std::int64_t deadline_us_ = 0;
    std::int64_t open_at_us_ = 0;     // When to try to open next.
    std::int64_t connect_by_us_ = 0;  // When to give up connecting.
    std::int64_t idle_since_us_ = 0;
};

std::unique_ptr<PrinterPort> make_tcp_port(TcpAddress address);

/// `path` is a FIFO or a device file such as /dev/usb/lp0; without a reader it is unplugged.
std::unique_ptr<PrinterPort> make_fifo_port(std::string path);

}  // namespace lini
