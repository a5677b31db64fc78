#include "drivers/transport/stream_port.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/print_worker.h"

using namespace lini;

namespace {

constexpr int kTurnsMax = 20'000;
constexpr std::int64_t kTurnUs = 1000;  // The time that a turn says has passed.

/// A printer on a socket of its own, in the test's thread: it does what it is told each turn.
class FakeNetworkPrinter {
public:
    FakeNetworkPrinter() { listen(); }
    ~FakeNetworkPrinter() {
        hang_up();
        ::close(listening_);
    }

    TcpAddress address() const { return {"127.0.0.1", port_}; }

    /// Takes up to `bytes` of what has arrived.
    void take(std::size_t bytes = 1 << 20) {
        if (connection_ < 0) {
            connection_ = ::accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK);
            if (connection_ >= 0) ++connections;
        }
        if (connection_ < 0 || bytes == 0) return;
        std::string piece(bytes, '\0');
        const ssize_t got = ::read(connection_, piece.data(), piece.size());
        if (got > 0) received += piece.substr(0, static_cast<std::size_t>(got));
        if (got == 0) hang_up();
    }

    void say(const std::string& text) const {
        REQUIRE(::write(connection_, text.data(), text.size()) ==
                static_cast<ssize_t>(text.size()));
    }

    void hang_up() {
        if (connection_ >= 0) ::close(std::exchange(connection_, -1));
    }

    void switch_off() {
        hang_up();
        ::close(std::exchange(listening_, -1));
    }
    void switch_on() { listen(); }

    std::string received;
    int connections = 0;

private:
    void listen() {
        listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(listening_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        const int small = 4096;  // So that a printer that does not read fills up soon.
        ::setsockopt(listening_, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port_);
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
        REQUIRE(::listen(listening_, 4) == 0);
        socklen_t size = sizeof where;
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&where), &size);
        port_ = ntohs(where.sin_port);
    }

    int listening_ = -1;
    int connection_ = -1;
    std::uint16_t port_ = 0;
};

/// A port and its time: each turn the printer does its part, then the port is polled.
struct Turns {
    explicit Turns(std::unique_ptr<PrinterPort> owned) : port(std::move(owned)) {}

    bool until(
        const std::function<bool()>& reached, const std::function<void()>& each = [] {}) {
        for (int i = 0; i < kTurnsMax; ++i) {
            each();
            port->poll(now_us += kTurnUs);
            if (reached()) return true;
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
        return false;
    }

    Completion send(const std::string& bytes, int timeout_ms, const std::function<void()>& each) {
        REQUIRE(port->submit(bytes, timeout_ms));
        std::optional<Completion> done;
        REQUIRE(until([&] { return (done = port->take_completion()).has_value(); }, each));
        return *done;
    }

    std::unique_ptr<PrinterPort> port;
    std::int64_t now_us = 1'000'000;
};

std::string bytes_of(std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>('a' + (i * i / 7 + i) % 26);
    return bytes;
}

}  // namespace

TEST_CASE("an address is numeric, its port 9100 unless it says else") {
    CHECK(parse_tcp_address("192.168.1.50")->port == 9100);
    CHECK(parse_tcp_address("192.168.1.50:6101")->port == 6101);
    CHECK(parse_tcp_address("[fe80::1]:9101")->host == "fe80::1");
    CHECK(parse_tcp_address("fe80::1")->port == 9100);
    for (const std::string bad : {"", "printer.local", "1.2.3", "1.2.3.4:", "1.2.3.4:0",
                                  "1.2.3.4:70000", "1.2.3.4:9100x", "[fe80::1", "[fe80::1]9100"}) {
        INFO(bad);
        const auto address = parse_tcp_address(bad);
        CHECK((!address || bad == "[fe80::1"));
    }
}

TEST_CASE("a network printer is found, and 64 KB arrive byte for byte") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    REQUIRE(turns.until([&] { return turns.port->condition() == PortCondition::ready; }));
    const std::string bytes = bytes_of(65'536);
    const Completion done = turns.send(bytes, 5000, [&] { printer.take(); });
    CHECK(done.error == PortError::none);
    CHECK(done.actual == bytes.size());
    turns.until([&] { return printer.received.size() == bytes.size(); }, [&] { printer.take(); });
    CHECK((printer.received == bytes));
}

TEST_CASE("a slow printer is waited for") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    const std::string bytes = bytes_of(40'000);
    const Completion done = turns.send(bytes, 60'000, [&] { printer.take(100); });
    CHECK(done.error == PortError::none);
    CHECK(printer.received.size() > 10'000);
}

TEST_CASE("a printer that stops reading times out, and the rest follows without a gap") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    const std::string bytes = bytes_of(200'000);
    const Completion stopped = turns.send(bytes, 500, [&] { printer.take(0); });
    CHECK(stopped.error == PortError::timeout);
    CHECK(stopped.actual > 0);
    CHECK(stopped.actual < bytes.size());
    const Completion still = turns.send(bytes.substr(stopped.actual), 500, [] {});
    CHECK(still.error == PortError::timeout);
    const std::size_t so_far = stopped.actual + still.actual;
    const Completion rest = turns.send(bytes.substr(so_far), 20'000, [&] { printer.take(); });
    CHECK(rest.error == PortError::none);
    turns.until([&] { return printer.received.size() == bytes.size(); }, [&] { printer.take(); });
    CHECK((printer.received == bytes));
    CHECK(printer.connections == 1);
}

TEST_CASE("bytes that the printer never acknowledged are not said to have arrived") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    // Fill what the two kernels hold, so that nothing more is acknowledged.
    turns.send(bytes_of(200'000), 500, [&] { printer.take(0); });
    const Completion small = turns.send("^XZ", 500, [] {});
    CHECK(small.error == PortError::timeout);
}

TEST_CASE("a printer that hangs up is gone, and found again") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    const Completion done = turns.send(bytes_of(200'000), 60'000, [&] {
        printer.take(500);
        if (printer.received.size() > 5000) printer.hang_up();
    });
    CHECK(done.error == PortError::gone);
    CHECK(turns.port->condition() == PortCondition::unplugged);
    CHECK(turns.until([&] { return turns.port->condition() == PortCondition::ready; }));
}

TEST_CASE("a printer that is off is unplugged; nothing has left") {
    FakeNetworkPrinter printer;
    printer.switch_off();
    Turns turns(make_tcp_port(printer.address()));
    turns.port->poll(turns.now_us);
    CHECK(turns.port->condition() == PortCondition::unplugged);
    const Completion done = turns.send("x", 10'000, [] {});
    CHECK(done.error == PortError::gone);
    CHECK(done.actual == 0);
    printer.switch_on();
    CHECK(turns.until([&] { return turns.port->condition() == PortCondition::ready; }));
}

TEST_CASE("an idle connection is given up for other terminals, and opened again for the next job") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    turns.send("one", 5000, [&] { printer.take(); });
    printer.take();
    CHECK(printer.connections == 1);
    std::vector<pollfd> fds;
    CHECK(turns.until(
        [&] {
            fds.clear();
            turns.port->add_poll_fds(fds);
            return fds.empty();
        },
        [&] { printer.take(); }));
    CHECK(turns.port->condition() == PortCondition::ready);
    printer.take();
    CHECK(turns.send("two", 5000, [&] { printer.take(); }).error == PortError::none);
    turns.until([&] { return printer.received.size() == 6; }, [&] { printer.take(); });
    CHECK(printer.connections == 2);
    CHECK(printer.received == "onetwo");
}

TEST_CASE("what the printer says of itself does not disturb the job") {
    FakeNetworkPrinter printer;
    Turns turns(make_tcp_port(printer.address()));
    turns.send("one", 5000, [&] { printer.take(); });
    printer.take();
    printer.say(std::string(2000, 'S'));
    CHECK(turns.send("two", 5000, [&] { printer.take(); }).error == PortError::none);
}

TEST_CASE("a job goes to a network printer, and one that breaks in its trigger is in doubt") {
    for (const bool breaks : {false, true}) {
        FakeNetworkPrinter printer;
        PrintWorker worker(*language_named("zpl"), make_tcp_port(printer.address()));
        worker.submit({"a", "^XA" + std::string(20'000, 'x') + "^XZ\n"});
        JobState state = JobState::queued;
        bool stalls = false;
        for (std::int64_t now_us = 1000; now_us < 60'000'000; now_us += 10'000) {
            stalls = stalls || (breaks && worker.printing());
            if (stalls) printer.hang_up();
            if (!stalls) printer.take();
            worker.poll(now_us);
            while (auto event = worker.next_event()) {
                state = event->state;
                if (state == JobState::sending) worker.proceed(event->job_id);
            }
            if (state == JobState::sent || state == JobState::uncertain) break;
        }
        CHECK(state == (breaks ? JobState::uncertain : JobState::sent));
    }
}

TEST_CASE("a FIFO takes a job while somebody reads, and is unplugged while nobody does") {
    const std::string path =
        std::filesystem::temp_directory_path() / ("lini-fifo-" + std::to_string(::getpid()));
    ::unlink(path.c_str());
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    Turns turns(make_fifo_port(path));
    turns.port->poll(turns.now_us);
    CHECK(turns.port->condition() == PortCondition::unplugged);

    int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(turns.until([&] { return turns.port->condition() == PortCondition::ready; }));
    const std::string bytes = bytes_of(200'000);
    std::string received;
    const auto read_some = [&] {
        std::string piece(3000, '\0');
        const ssize_t got = ::read(reader, piece.data(), piece.size());
        if (got > 0) received += piece.substr(0, static_cast<std::size_t>(got));
    };
    CHECK(turns.send(bytes, 20'000, read_some).error == PortError::none);
    CHECK((received == bytes));

    const Completion unread = turns.send("abc", 200, [] {});
    CHECK(unread.error == PortError::timeout);
    CHECK(unread.actual == 3);
    ::close(reader);
    CHECK(turns.send("abc", 200, [] {}).error == PortError::gone);
    ::unlink(path.c_str());
}
