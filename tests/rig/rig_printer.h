// A test's hold on one of the printers that tests/rig/init starts: plans its faults and reads what
// it took. One thread per printer.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/rig/rig_socket.h"

namespace lini::rig {

class RigPrinter {
public:
    explicit RigPrinter(int index);

    /// After `packets` more and `requests` for its status: "go_on", "nak", "pause", "stall",
    /// "vanish" or "die".
    void plan(std::size_t packets, const std::string& end, int pause_ms = 0, int requests = 0);
    bool plan_is_done();
    /// How often it was asked how it is, since its program started.
    int requests();

    void plug() { socket_.command("plug"); }
    /// At another of dummy_hcd's controllers, which must be free.
    void plug_at(int controller) { socket_.command("plug " + std::to_string(controller)); }
    void unplug() { socket_.command("unplug"); }
    void report(int status_bits) { socket_.command("status " + std::to_string(status_bits)); }
    /// "well", "paper-out", "printing" or "silent": its answers when it is asked how it is.
    void feel(const std::string& mood) { socket_.command("feel " + mood); }
    void say(const std::string& reply) { socket_.command("say " + reply); }

    /// Kills the program behind it; plugged in again once its successor runs.
    void kill();

    /// Where the record ends now.
    std::size_t mark() const;
    /// Every packet taken since then, in order; an empty one where its program was started anew.
    std::vector<std::string> packets_since(std::size_t mark) const;
    /// All of them in one.
    std::string bytes_since(std::size_t mark) const;
    /// True when its program was started anew since then.
    bool restarted_since(std::size_t mark) const;

private:
    const std::string name_;
    RigSocket socket_;
};

}  // namespace lini::rig
