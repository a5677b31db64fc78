// The test's end of a rig device's command socket. One thread.
#pragma once

#include <string>

namespace lini::rig {

class RigSocket {
public:
    explicit RigSocket(std::string path) : path_(std::move(path)) {}
    ~RigSocket();
    RigSocket(const RigSocket&) = delete;
    RigSocket& operator=(const RigSocket&) = delete;

    /// Waits for a program that was killed to come back, then asks; gives its answer.
    std::string command(const std::string& line);

    /// Asks once; empty when the program is gone.
    std::string ask(const std::string& line);

private:
    bool connect();

    const std::string path_;
    int fd_ = -1;
};

}  // namespace lini::rig
