#include "app/play/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX has no header for it.

namespace lini {
namespace {

constexpr int kSocketInChild = 3;
constexpr std::size_t kOutputBytesMax = 16 * 1024 * 1024;

class SpawnActions {
public:
    SpawnActions() { posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

}  // namespace

Result<Process> Process::start(const std::string& program, std::vector<std::string> arguments,
                               const Wires& wires) {
    SpawnActions actions;
    posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (wires.output >= 0) {
        posix_spawn_file_actions_adddup2(actions.get(), wires.output, STDOUT_FILENO);
    }
    if (!wires.log.empty()) {
        posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, wires.log.c_str(),
                                         O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    if (wires.socket >= 0) {
        posix_spawn_file_actions_adddup2(actions.get(), wires.socket, kSocketInChild);
    }
    std::string name = program;
    std::vector<char*> argv{name.data()};
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);

    pid_t pid = -1;
    const int error =
        posix_spawn(&pid, program.c_str(), actions.get(), nullptr, argv.data(), environ);
    if (error != 0) return fail("cannot_start", program + ": error " + std::to_string(error));
    return Process(pid);
}

Process::Process(Process&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

Process& Process::operator=(Process&& other) noexcept {
    if (this != &other) {
        kill();
        pid_ = std::exchange(other.pid_, -1);
    }
    return *this;
}

Process::~Process() { kill(); }

void Process::ask_to_end() {
    if (pid_ > 0) ::kill(pid_, SIGTERM);
}

void Process::kill() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
}

Result<int> Process::wait(int timeout_ms) {
    constexpr std::chrono::milliseconds kLookAgain(5);
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (pid_ >= 0) {
        int status = 0;
        const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
        if (ended == pid_) {
            pid_ = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        if (std::chrono::steady_clock::now() >= until) break;
        std::this_thread::sleep_for(kLookAgain);
    }
    return fail("still_running");
}

Result<ToolOutcome> run_tool(const std::string& program, std::vector<std::string> arguments,
                             const std::string& log, int timeout_ms) {
    std::error_code ignored;
    const auto logged_before = std::filesystem::file_size(log, ignored);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return fail("cannot_start", "pipe");
    auto process = Process::start(program, std::move(arguments), {-1, pipe[1], log});
    ::close(pipe[1]);

    ToolOutcome outcome;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (process && outcome.output.size() < kOutputBytesMax) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd wait{pipe[0], POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) == 0) break;
        std::array<char, 65536> piece{};
        const ssize_t taken = ::read(pipe[0], piece.data(), piece.size());
        if (taken < 0 && errno == EINTR) continue;
        if (taken <= 0) break;
        outcome.output.append(piece.data(), static_cast<std::size_t>(taken));
    }
    ::close(pipe[0]);
    if (!process) return pass_on(process);
    constexpr int kEndMs = 2000;
    const auto code = process->wait(kEndMs);
    if (!code) return pass_on(code);
    outcome.exit_code = *code;
    std::ifstream added(log, std::ios::binary);
    if (!ignored) added.seekg(static_cast<std::streamoff>(logged_before));
    outcome.complaint.assign(std::istreambuf_iterator<char>(added), {});
    return outcome;
}

}  // namespace lini
