#include "tests/rig/gadget/command_server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lini::rig {
namespace {

int listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    ::unlink(path.c_str());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(path.c_str(), 0666) != 0 || ::listen(fd, 4) != 0) {
        std::perror(path.c_str());
        std::exit(1);
    }
    return fd;
}

void serve(int client, const std::function<std::string(const std::string&)>& obey) {
    std::string line;
    char c = 0;
    while (::recv(client, &c, 1, 0) == 1) {
        if (c != '\n') {
            line += c;
            continue;
        }
        const std::string answer = obey(line) + "\n";
        line.clear();
        if (::send(client, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return;
    }
}

}  // namespace

void serve_commands(const std::string& path,
                    const std::function<std::string(const std::string&)>& obey) {
    const int server = listen_at(path);
    while (true) {
        const int client = ::accept4(server, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        serve(client, obey);
        ::close(client);
    }
}

}  // namespace lini::rig
