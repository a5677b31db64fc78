// An ERP that keeps what it is sent, by webhook-id: once without an answer, then as it should.
// Its own few lines of sockets, since an HTTP library always answers.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace lini::samples {

class LosingErp {
public:
    enum class Manner {
        loses_first_answer,  // Stores the first request and closes the connection.
        never_answers,       // Reads, and keeps the connection open.
    };

    explicit LosingErp(Manner manner) : manner_(manner) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        ready_ = ::bind(listener_, generic, length) == 0 && ::listen(listener_, 8) == 0 &&
                 ::getsockname(listener_, generic, &length) == 0;
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }

    ~LosingErp() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    LosingErp(const LosingErp&) = delete;
    LosingErp& operator=(const LosingErp&) = delete;

    bool ready() const { return ready_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/charges"; }

    /// How often each webhook-id came.
    std::map<std::string, int> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    void serve() {
        for (;;) {
            const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0) return;
            answer(connection);
            ::close(connection);
        }
    }

    void answer(int connection) {
        const std::string request = read_request(connection);
        const std::string id = header(request, "webhook-id: ");
        int times = 0;
        {
            const std::lock_guard lock(mutex_);
            times = ++requests_[id];
        }
        if (manner_ == Manner::never_answers) {
            char byte = 0;
            (void)::recv(connection, &byte, 1, 0);  // Until the other side gives up.
            return;
        }
        if (times == 1) return;
        const std::string body = "{\"document_no\": \"INV-0042\"}";
        const std::string reply =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            "Connection: close\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body;
        (void)::send(connection, reply.data(), reply.size(), MSG_NOSIGNAL);
    }

    static std::string header(const std::string& request, const std::string& name) {
        const std::size_t at = request.find(name);
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size();
        return request.substr(begin, request.find("\r\n", begin) - begin);
    }

    static std::string read_request(int connection) {
        std::string request;
        std::array<char, 4096> part{};
        for (;;) {
            const ssize_t length = ::recv(connection, part.data(), part.size(), 0);
            if (length <= 0) return request;
            request.append(part.data(), static_cast<std::size_t>(length));
            const std::size_t end = request.find("\r\n\r\n");
            if (end == std::string::npos) continue;
            const auto body =
                std::strtoul(header(request, "Content-Length: ").c_str(), nullptr, 10);
            if (request.size() >= end + 4 + body) return request;
        }
    }

    const Manner manner_;
    int listener_ = -1;
    bool ready_ = false;
    int port_ = 0;
    std::mutex mutex_;
    std::map<std::string, int> requests_;
    std::thread thread_;
};

}  // namespace lini::samples
