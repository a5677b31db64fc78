// One JSON value a line over a socket: how the player and the terminal that it plays on talk.
// Requests {"do": "tap", …}, replies {"ok": true, …} or {"ok": false, "why": …, "screen": …}.
// One thread sends and one receives; shut_down() from any thread.
#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

#include "app/base/result.h"

namespace lini {

class JsonChannel {
public:
    static constexpr std::size_t kLineBytesMax = 8 * 1024 * 1024;

    /// Owns `fd`, a connected stream socket. Longer lines than `line_bytes_max` are not read.
    explicit JsonChannel(int fd, std::size_t line_bytes_max = kLineBytesMax);
    ~JsonChannel();
    JsonChannel(const JsonChannel&) = delete;
    JsonChannel& operator=(const JsonChannel&) = delete;

    /// Error "peer_gone".
    Result<void> send(const nlohmann::json& value);

    /// The next value. `timeout_ms` < 0 waits for ever. Errors "peer_gone", "peer_silent" (time
    /// is up), "peer_garbled" (no JSON, or a line too long).
    Result<nlohmann::json> receive(int timeout_ms);

    /// Ends a receive() on another thread; both sides then read "peer_gone".
    void shut_down();

private:
    const int fd_;
    const std::size_t line_bytes_max_;
    std::string received_;
};

}  // namespace lini
