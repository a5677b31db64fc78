// CPU time of the terminal on demo data while nobody touches it, against the same terminal that
// redraws 60 times a second, by turns. Needs a display.
//   bench_idle [--seconds 60] [--rounds 1]
// The idle one is the shipped program itself. The other one is drawn by an agent that asks for the
// next frame at each tick; the agent's probes are heard by nobody and cost little beside OpenGL.
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/import/site_config.h"
#include "app/play/agent.h"
#include "tests/bench/bench_site.h"
#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

constexpr unsigned kSettleS = 6;  // The start and what it publishes are no idling.
constexpr std::int64_t kFrameNs = 1'000'000'000 / 60;

class RedrawAgent final : public Agent {
public:
    bool poll(TerminalProbe&) override {
        next_ns_ = std::max(next_ns_ + kFrameNs, now_ns());
        const timespec until{next_ns_ / 1'000'000'000, next_ns_ % 1'000'000'000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
        return true;
    }

private:
    std::int64_t next_ns_ = 0;
};

int redraw(const std::string& folder) {
    const SystemClock clock;
    TerminalSetup setup = terminal_setup(folder, clock);
    setup.config = load_site_config(std::filesystem::path(folder) / "site.toml").config;
    setup.usb = setup.sound = true;
    const auto terminal = Terminal::open(std::move(setup));
    if (!terminal || (*terminal)->ledger() == nullptr) give_up("the terminal did not start");
    RedrawAgent agent;
    (*terminal)->set_agent(&agent);
    return (*terminal)->run();
}

/// CPU milliseconds of a process in `seconds`, once it has settled.
double cpu_ms(const std::vector<std::string>& command, unsigned seconds) {
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> arguments;
        for (const std::string& word : command)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    sleep(kSettleS);
    const std::int64_t from = process_cpu_ns(child);
    sleep(seconds);
    const std::int64_t to = process_cpu_ns(child);
    const bool ended = waitpid(child, nullptr, WNOHANG) != 0;
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    if (ended || from < 0 || to < 0) give_up("the terminal did not stay open");
    return static_cast<double>(to - from) / 1e6;
}

int run(int argc, char** argv) {
    const std::string alone = option(argc, argv, "redraw", "");
    if (!alone.empty()) return redraw(alone);
    const auto seconds = static_cast<unsigned>(std::stoul(option(argc, argv, "seconds", "60")));
    const int rounds = std::stoi(option(argc, argv, "rounds", "1"));
    const testing::TempFolder folder;
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    std::vector<double> idle;
    std::vector<double> drawing;
    for (int i = 0; i < rounds; ++i) {
        idle.push_back(cpu_ms({LINI_PROGRAM, "terminal", "--data", folder.path(), "--demo",
                               "--size", "1920x1080", "--dpi", "96"},
                              seconds));
        drawing.push_back(cpu_ms({self, "--redraw", folder.path()}, seconds));
    }
    print({fmt::format("CPU of {} s idle", seconds), median(idle), median(drawing), "ms",
           "redrawing at 60 Hz", 1.0 / 50});
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
