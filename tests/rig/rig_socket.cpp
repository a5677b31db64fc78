#include "tests/rig/rig_socket.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace lini::rig {
namespace {

constexpr int kTriesMax = 400;
constexpr int kAnswerLongestS = 20;  // A second client waits for ever: one at a time is served.
constexpr auto kTryEvery = std::chrono::milliseconds(50);

}  // namespace

RigSocket::~RigSocket() {
    if (fd_ >= 0) ::close(fd_);
}

std::string RigSocket::command(const std::string& line) {
    for (int i = 0; i < kTriesMax; ++i) {
        if (fd_ >= 0 || connect()) {
            std::string answer = ask(line);
            if (!answer.empty()) return answer;
        }
        std::this_thread::sleep_for(kTryEvery);
    }
    throw std::runtime_error(path_ + " does not answer");
}

bool RigSocket::connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval longest{kAnswerLongestS, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        return true;
    }
    ::close(fd_);
    fd_ = -1;
    return false;
}

std::string RigSocket::ask(const std::string& line) {
    const std::string request = line + "\n";
    std::string answer;
    char c = 0;
    if (fd_ >= 0 && ::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
        ssize_t got = 0;
        while ((got = ::recv(fd_, &c, 1, 0)) == 1) {
            if (c == '\n') return answer;
            answer += c;
        }
        if (got < 0 && errno == EAGAIN) throw std::runtime_error(path_ + " is held by another");
    }
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    return {};
}

}  // namespace lini::rig
