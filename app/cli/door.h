// The command door of a running terminal: <data>/lini.sock, mode 0600. One request and one reply,
// each a line of JSON; one client at a time, the next ones wait in the socket's backlog.
// The door has a thread of its own; open(), busy() and the destructor belong to its owner's.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/base/result.h"

namespace lini {

inline constexpr const char* kDoorName = "lini.sock";
inline constexpr std::size_t kDoorRequestBytesMax = 32 * 1024 * 1024;
inline constexpr int kDoorRequestMs = 3'000;     // For a request to arrive whole.
inline constexpr int kDoorReplyMs = 300'000;     // For its answer: a backup of years takes long.

/// Answers a request; called on the door's thread, never twice at once.
using ServeVerb = std::function<nlohmann::json(const nlohmann::json& request)>;

class Door {
public:
    /// Listens. A socket left behind by a killed terminal is replaced: whoever owns the data
    /// folder's lock owns the door. Error "door_unavailable".
    static Result<std::unique_ptr<Door>> open(const std::filesystem::path& data, ServeVerb serve);

    /// Waits for the answer under way, then closes and removes the socket.
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    /// A request is being answered.
    bool busy() const { return busy_; }

private:
    Door(std::filesystem::path socket, int listener, int stop_event, ServeVerb serve);
    void run();
    void answer(int client);

    const std::filesystem::path socket_;
    const int listener_;
    const int stop_event_;
    const ServeVerb serve_;
    std::atomic<bool> busy_{false};
    std::thread thread_;  // Last: it uses the others.
};

/// Asks the terminal that runs on `data`. Errors: "no_terminal" (nobody listens), "peer_gone",
/// "peer_silent", "peer_garbled".
Result<nlohmann::json> ask_terminal(const std::filesystem::path& data,
                                    const nlohmann::json& request);

}  // namespace lini
