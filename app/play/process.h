// Programs that a scenario starts: the terminal that it plays on, which must be possible to kill,
// and the command line's verbs. One thread: the player's.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

/// A child that is killed with SIGKILL and waited for when this goes out of scope.
class Process {
public:
    struct Wires {
        int socket = -1;     // Becomes descriptor 3 of the child; -1: none.
        int output = -1;     // Becomes its standard output; -1: inherited.
        std::string log;     // Its standard error is appended to this file.
    };

    /// Starts `program` (a path) with `arguments`, the name not among them. Error "cannot_start".
    static Result<Process> start(const std::string& program, std::vector<std::string> arguments,
                                 const Wires& wires);

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    /// As a power switch does it for a process: no handler runs.
    void kill();

    /// As the machine's shutdown asks it: SIGTERM.
    void ask_to_end();

    /// Waits for its end. Exit code, or 128 + signal. Error "still_running" after `timeout_ms`.
    Result<int> wait(int timeout_ms);

private:
    explicit Process(pid_t pid) : pid_(pid) {}
    pid_t pid_ = -1;  // -1: waited for.
};

struct ToolOutcome {
    int exit_code = 0;
    std::string output;     // Standard output, at most 16 MiB.
    std::string complaint;  // What it added to the log: its standard error.
};

/// Runs a program to its end. Errors "cannot_start", "still_running" (it is then killed).
Result<ToolOutcome> run_tool(const std::string& program, std::vector<std::string> arguments,
                             const std::string& log, int timeout_ms);

}  // namespace lini
