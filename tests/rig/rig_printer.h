// A test's hold on one of the printers that tests/rig/init starts: plans its faults and reads what
// it took. One thread per printer.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lini::rig {

class RigPrinter {
public:
    explicit RigPrinter(int index);
    ~RigPrinter();
    RigPrinter(const RigPrinter&) = delete;
    RigPrinter& operator=(const RigPrinter&) = delete;

    /// After `packets` more: "go_on", "nak", "pause", "stall", "vanish" or "die".
    void plan(std::size_t packets, const std::string& end, int pause_ms = 0);
    bool plan_is_done();

    void plug() { command("plug"); }
    void unplug() { command("unplug"); }
    void report(int status_bits) { command("status " + std::to_string(status_bits)); }
    void say(const std::string& reply) { command("say " + reply); }

    /// Kills the program behind it; plugged in again once its successor runs.
    void kill();

    /// Where the record ends now.
    std::size_t mark() const;
    /// Every packet taken since then, in order.
    std::vector<std::string> packets_since(std::size_t mark) const;
    /// All of them in one.
    std::string bytes_since(std::size_t mark) const;
    /// True when its program was started anew since then.
    bool restarted_since(std::size_t mark) const;

private:
    /// Waits for a program that was killed to come back; gives the words of its answer.
    std::string command(const std::string& line);
    bool connect();
    std::string ask(const std::string& line);

    const std::string name_;
    int fd_ = -1;
};

}  // namespace lini::rig
