// CPU time of the terminal on demo data while nobody touches it, against the same terminal that
// redraws 60 times a second, by turns. Needs a display.
//   bench_idle [--seconds 60] [--rounds 1]
// The idle one is the shipped program itself. The other one is drawn by an agent that asks for the
// next frame at each tick; the agent's probes are heard by nobody and cost little beside OpenGL.
// Where the machine is too slow for 60 frames a second, what they would take is reckoned from the
// CPU time of those it drew.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/cli/ledger_access.h"
#include "app/import/site_config.h"
#include "app/play/agent.h"
#include "tests/bench/bench_site.h"
#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

constexpr int kSettleMostS = 60;              // The start and its imports are no idling.
constexpr std::int64_t kSettledNs = 15'000'000;  // CPU in a second at most.
constexpr std::int64_t kFrameNs = 1'000'000'000 / 60;

class RedrawAgent final : public Agent {
public:
    explicit RedrawAgent(unsigned seconds) : seconds_(seconds) {}

    bool poll(TerminalProbe& probe) override {
        const std::int64_t now = now_ns();
        if (probe.frames() == kFirstFrame) {
            began_ns_ = now;
            began_cpu_ns_ = process_cpu_ns(getpid());
        }
        frames = static_cast<double>(probe.frames() - kFirstFrame);
        cpu_ms = static_cast<double>(process_cpu_ns(getpid()) - began_cpu_ns_) / 1e6;
        if (began_ns_ != 0 && now - began_ns_ > std::int64_t{seconds_} * 1'000'000'000) {
            probe.stop();
            return false;
        }
        next_ns_ = std::max(next_ns_ + kFrameNs, now);
        const timespec until{next_ns_ / 1'000'000'000, next_ns_ % 1'000'000'000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
        return true;
    }

    double frames = 0;
    double cpu_ms = 0;

private:
    static constexpr std::uint64_t kFirstFrame = 20;  // Glyphs and running orders come before.

    const unsigned seconds_;
    std::int64_t began_ns_ = 0;
    std::int64_t began_cpu_ns_ = 0;
    std::int64_t next_ns_ = 0;
};

/// CPU milliseconds that 60 frames a second take in `seconds`.
double redraw_cpu_ms(const std::string& folder, unsigned seconds) {
    const SystemClock clock;
    TerminalSetup setup = terminal_setup(folder, clock);
    setup.config = load_site_config(std::filesystem::path(folder) / "site.toml").config;
    setup.ledger = ledger_options(setup.config, folder, clock);
    setup.usb = setup.sound = false;
    const auto terminal = Terminal::open(std::move(setup));
    if (!terminal || (*terminal)->ledger() == nullptr) give_up("the terminal did not start");
    RedrawAgent agent(seconds);
    (*terminal)->set_agent(&agent);
    if ((*terminal)->run() != 0) give_up("the terminal failed");
    std::printf("# %.1f frames a second drawn, %.1f ms of CPU each\n", agent.frames / seconds,
                agent.cpu_ms / agent.frames);
    return agent.cpu_ms / agent.frames * 60 * seconds;
}

/// Waits until a process that has started does nothing any more.
void settle(pid_t child) {
    std::int64_t before = process_cpu_ns(child);
    for (int i = 0; i < kSettleMostS; ++i) {
        sleep(1);
        const std::int64_t now = process_cpu_ns(child);
        if (i > 2 && now - before < kSettledNs) return;
        before = now;
    }
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
    settle(child);
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
    const auto seconds = static_cast<unsigned>(std::stoul(option(argc, argv, "seconds", "60")));
    const int rounds = std::stoi(option(argc, argv, "rounds", "1"));
    const testing::TempFolder folder;
    std::vector<double> idle;
    std::vector<double> drawing;
    for (int i = 0; i < rounds; ++i) {
        idle.push_back(cpu_ms({LINI_PROGRAM, "terminal", "--data", folder.path(), "--demo",
                               "--size", "1920x1080", "--dpi", "96"},
                              seconds));
        drawing.push_back(redraw_cpu_ms(folder.path(), seconds));
    }
    print({fmt::format("CPU of {} s idle", seconds), median(idle), median(drawing), "ms",
           "redrawing at 60 Hz", 1.0 / 50});
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
