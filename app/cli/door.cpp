#include "app/cli/door.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/play/channel.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr int kBacklog = 8;

/// The socket's address by way of an open folder: the path of an address holds 107 bytes only,
/// and a data folder may lie deeper.
class DoorAddress {
public:
    explicit DoorAddress(const fs::path& folder)
        : folder_(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
        address_.sun_family = AF_UNIX;
        const std::string path =
            "/proc/self/fd/" + std::to_string(folder_) + "/" + std::string(kDoorName);
        CHECK(path.size() < sizeof(address_.sun_path));
        std::memcpy(address_.sun_path, path.c_str(), path.size() + 1);
    }
    ~DoorAddress() {
        if (folder_ >= 0) ::close(folder_);
    }
    DoorAddress(const DoorAddress&) = delete;
    DoorAddress& operator=(const DoorAddress&) = delete;

    bool good() const { return folder_ >= 0; }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
    static socklen_t size() { return sizeof(sockaddr_un); }
    const char* path() const { return address_.sun_path; }

private:
    int folder_;
    sockaddr_un address_{};
};

/// The socket's mode keeps others out; root, and a mode that somebody loosened, end here.
bool is_same_user(int client) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    if (::getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

}  // namespace

Result<std::unique_ptr<Door>> Door::open(const fs::path& data, ServeVerb serve) {
    const DoorAddress address(data);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int stop_event = ::eventfd(0, EFD_CLOEXEC);
    if (address.good() && listener >= 0 && stop_event >= 0) {
        ::unlink(address.path());
        // Before bind() the mode goes to the file that it makes, so no moment leaves it open.
        const bool bound = ::fchmod(listener, 0600) == 0 &&
                           ::bind(listener, address.get(), DoorAddress::size()) == 0;
        if (bound && ::listen(listener, kBacklog) == 0) {
            return std::unique_ptr<Door>(
                new Door(data / kDoorName, listener, stop_event, std::move(serve)));
        }
    }
    const std::string why = std::strerror(errno);
    if (listener >= 0) ::close(listener);
    if (stop_event >= 0) ::close(stop_event);
    return fail("door_unavailable", why);
}

Door::Door(fs::path socket, int listener, int stop_event, ServeVerb serve)
    : socket_(std::move(socket)), listener_(listener), stop_event_(stop_event),
      serve_(std::move(serve)), thread_([this] { run(); }) {}

Door::~Door() {
    const std::uint64_t one = 1;
    static_cast<void>(::write(stop_event_, &one, sizeof(one)) == sizeof(one));
    thread_.join();
    ::unlink(socket_.c_str());
    ::close(listener_);
    ::close(stop_event_);
}

void Door::run() {
    for (;;) {
        std::array<pollfd, 2> wait{pollfd{listener_, POLLIN, 0}, pollfd{stop_event_, POLLIN, 0}};
        if (::poll(wait.data(), wait.size(), -1) < 0 && errno != EINTR) return;
        if (wait[1].revents != 0) return;
        if (wait[0].revents == 0) continue;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        busy_ = true;
        answer(client);
        busy_ = false;
    }
}

void Door::answer(int client) {
    JsonChannel channel(client, kDoorRequestBytesMax);
    if (!is_same_user(client)) {
        log::warn("door: another user was turned away");
        return;
    }
    const auto request = channel.receive(kDoorRequestMs);
    if (!request) {
        log::warn("door: {}", request.error().code);
        if (request.error().code == "peer_garbled") {
            static_cast<void>(channel.send({{"ok", false}, {"error", "request_garbled"}}));
        }
        return;
    }
    const auto verb = request->is_object() ? request->find("verb") : request->end();
    const bool named = verb != request->end() && verb->is_string();
    log::info("door: {}", named ? log::printable(verb->get_ref<const std::string&>()) : "no verb");
    const auto reply = serve_(*request);
    if (!channel.send(reply)) log::warn("door: nobody waited for the answer");
}

Result<nlohmann::json> ask_terminal(const fs::path& data, const nlohmann::json& request) {
    const DoorAddress address(data);
    if (!address.good()) return fail("no_terminal");
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return fail("no_terminal", "socket");
    JsonChannel channel(fd, kDoorRequestBytesMax);
    if (::connect(fd, address.get(), DoorAddress::size()) != 0) return fail("no_terminal");
    if (const auto sent = channel.send(request); !sent) return pass_on(sent);
    return channel.receive(kDoorReplyMs);
}

}  // namespace lini
