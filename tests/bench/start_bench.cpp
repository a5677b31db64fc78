// From the start of the process to the first frame that a person can use, by turns on a ledger
// with much and with little history: the window is open, the ledger has published what it knows and
// answers requests, and that is drawn. A second row goes on until the terminal is at rest, with the
// running orders loaded and drawn. Needs a display.
//   bench_start [--events 1000000] [--large FOLDER] [--rounds 9]
// A large folder that is given is kept, so that a second run need not make it again.
#include <atomic>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/play/agent.h"
#include "tests/bench/bench_site.h"
#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

/// The ledger's thread answers a request once its first news are out; the frame after is usable.
class StartAgent final : public Agent {
public:
    explicit StartAgent(Terminal& terminal) : terminal_(terminal) {}

    bool poll(TerminalProbe& probe) override {
        if (!asked_) ask();
        if (!published_) return false;
        if (!told_) {
            told_ = true;
            frames_ = probe.frames();
            return true;
        }
        if (usable_ns == 0 && probe.frames() > frames_) usable_ns = now_ns();
        if (!probe.under_way().empty()) frames_ = probe.frames();
        if (usable_ns != 0 && probe.frames() > frames_) {
            rest_ns = now_ns();
            probe.stop();
        }
        return true;
    }

    std::int64_t usable_ns = 0;
    std::int64_t rest_ns = 0;

private:
    void ask() {
        asked_ = true;
        const auto answer = [this](Ledger&) {
            published_ = true;
            terminal_.wake();
        };
        if (!terminal_.ledger()->request(CallRequest{answer})) give_up("the ledger is busy");
    }

    Terminal& terminal_;
    bool asked_ = false;
    bool told_ = false;
    std::atomic<bool> published_{false};
    std::uint64_t frames_ = 0;
};

struct Start {
    double usable_ms = 0;
    double rest_ms = 0;
};

/// What the rounds of one ledger took.
struct Starts {
    std::vector<double> usable_ms;
    std::vector<double> rest_ms;

    void add(const Start& start) {
        usable_ms.push_back(start.usable_ms);
        rest_ms.push_back(start.rest_ms);
    }
};

/// The child: writes its two moments to standard output.
int start(const std::string& folder) {
    const SystemClock clock;
    const auto terminal = Terminal::open(terminal_setup(folder, clock));
    if (!terminal) give_up(terminal.error().code + ": " + terminal.error().detail);
    if ((*terminal)->ledger() == nullptr) give_up("the ledger could not be opened");
    StartAgent agent(**terminal);
    (*terminal)->set_agent(&agent);
    const int code = (*terminal)->run();
    std::printf("%lld %lld\n", static_cast<long long>(agent.usable_ns),
                static_cast<long long>(agent.rest_ns));
    return code;
}

Start measured_start(const std::string& program, const std::string& folder) {
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0) give_up("pipe");
    const std::int64_t from = now_ns();
    const pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDOUT_FILENO);
        close(pipe_ends[0]);
        execl(program.c_str(), program.c_str(), "--start", folder.c_str(), nullptr);
        _exit(127);
    }
    close(pipe_ends[1]);
    long long usable = 0;
    long long rest = 0;
    FILE* told = fdopen(pipe_ends[0], "r");
    const bool any = std::fscanf(told, "%lld %lld", &usable, &rest) == 2;
    std::fclose(told);
    int status = 0;
    waitpid(child, &status, 0);
    if (!any || status != 0) give_up("a terminal on " + folder + " did not start");
    return {static_cast<double>(usable - from) / 1e6, static_cast<double>(rest - from) / 1e6};
}

int run(int argc, char** argv) {
    const std::string alone = option(argc, argv, "start", "");
    if (!alone.empty()) return start(alone);
    const std::int64_t events = std::stoll(option(argc, argv, "events", "1000000"));
    const int rounds = std::stoi(option(argc, argv, "rounds", "9"));
    const testing::TempFolder folder;
    const std::string small = folder.file("small");
    const std::string large = option(argc, argv, "large", folder.file("large"));
    make_history(small, 1000);
    make_history(large, events);
    // Once each before it counts: the page cache, and the log that a first start leaves.
    measured_start("/proc/self/exe", small);
    measured_start("/proc/self/exe", large);
    Starts few;
    Starts many;
    for (int i = 0; i < rounds; ++i) {
        few.add(measured_start("/proc/self/exe", small));
        many.add(measured_start("/proc/self/exe", large));
    }
    print({fmt::format("start to first usable frame, {} events", events),
           median(many.usable_ms), median(few.usable_ms), "ms", "1000 events", 1.5});
    print({fmt::format("start to rest, running orders loaded, {} events", events),
           median(many.rest_ms), median(few.rest_ms), "ms", "1000 events", 1.5});
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
