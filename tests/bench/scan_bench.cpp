// From the last key of a carton's scan to the frame that shows it green, commit included, against
// one frame of that screen and one commit of that command, by turns. Needs a display.
//   bench_scan [--rounds 60]
#include <atomic>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "app/play/agent.h"
#include "drivers/transport/replay.h"
#include "tests/bench/bench_site.h"
#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

constexpr std::int64_t kPatienceNs = 20'000'000'000;
constexpr int kFramesARound = 5;
constexpr useconds_t kRestUs = 30'000;

/// Plays rounds on the terminal: one scan to its green frame, some frames, one plain commit.
class ScanAgent final : public Agent {
public:
    ScanAgent(Terminal& terminal, std::vector<IssuedLabel> labels, int rounds)
        : terminal_(terminal), labels_(std::move(labels)), rounds_(rounds) {}

    bool poll(TerminalProbe& probe) override {
        const std::int64_t now = now_ns();
        if (now - began_ns_ > kPatienceNs && began_ns_ != 0) {
            give_up("no answer; the screen shows\n" + probe.drawn().describe());
        }
        switch (step_) {
            case Step::log_in: return log_in(probe);
            case Step::open_batch: return open_batch(probe);
            case Step::rest: return rest(probe);
            case Step::green: return green(probe, now);
            case Step::frames: return frames(now);
            case Step::commit: return commit();
        }
        return false;
    }

    void tell() const {
        const double frame = median(frame_ns_) / 1e6;
        const double stored = median(commit_ns_) / 1e6;
        const std::string parts = fmt::format("frame {:.3g} + commit {:.3g}", frame, stored);
        print({"scan to green, commit included", median(green_ns_) / 1e6, frame + stored, "ms",
               parts, 1.2});
        std::printf("# frames drawn from the scan to green: %.0f\n", median(frames_to_green_));
    }

private:
    enum class Step { log_in, open_batch, rest, green, frames, commit };

    void scan(TerminalProbe& probe, const std::string& data) {
        for (const WedgeInput& key : keystrokes_of_scan(data, probe.wedge())) probe.feed(key);
    }

    bool log_in(TerminalProbe& probe) {
        if (!asked_) {
            asked_ = true;
            began_ns_ = now_ns();
            scan(probe, "LINI-ID:" + std::string(kCardToken));
        }
        if (!probe.under_way().empty() || !probe.drawn().sees("Scan label batch")) return true;
        scan(probe, kBatch);
        step_ = Step::open_batch;
        return true;
    }

    bool open_batch(TerminalProbe& probe) {
        if (!probe.under_way().empty() || !probe.drawn().sees(kBatch)) return true;
        step_ = Step::rest;
        return true;
    }

    /// Everything that the last round brought is published and drawn.
    bool rest(TerminalProbe& probe) {
        if (++rested_ < 4 || !probe.under_way().empty()) {
            usleep(kRestUs);
            return true;
        }
        rested_ = 0;
        if (static_cast<int>(green_ns_.size()) == rounds_) {
            probe.stop();
            return false;
        }
        label_ = labels_.at(next_++);
        wanted_ = fmt::format("Karton {} dihitung", label_.carton_no);
        step_ = Step::green;
        frames_before_ = probe.frames();
        const std::string data = "]C110" + std::string(kBatch) + "\x1d" "21" + label_.serial.str();
        began_ns_ = now_ns();
        scan(probe, data);
        return false;
    }

    bool green(TerminalProbe& probe, std::int64_t now) {
        if (!probe.drawn().sees(wanted_)) return false;
        green_ns_.push_back(static_cast<double>(now - began_ns_));
        frames_to_green_.push_back(static_cast<double>(probe.frames() - frames_before_));
        step_ = Step::frames;
        drawn_ = -2;  // What the commit still publishes is drawn first.
        return true;
    }

    /// From the end of one turn to the end of the next: events, inbox and one frame.
    bool frames(std::int64_t now) {
        if (drawn_++ >= 0) frame_ns_.push_back(static_cast<double>(now - turn_ended_ns_));
        turn_ended_ns_ = now_ns();
        if (drawn_ < kFramesARound) return true;
        step_ = Step::commit;
        asked_ = false;
        return true;
    }

    bool commit() {
        if (!asked_) {
            asked_ = true;
            committed_ns_ = 0;
            const Command command = count_command(labels_.at(next_++));
            const auto measure = [this, command](Ledger& ledger) {
                const std::int64_t from = now_ns();
                const auto answer = ledger.commit({command});
                const std::int64_t took = now_ns() - from;
                if (!answer || !answer->stored) give_up("the plain commit was refused");
                committed_ns_ = took;
            };
            if (!terminal_.ledger()->request(CallRequest{measure})) give_up("the ledger is busy");
        }
        if (committed_ns_ == 0) {
            usleep(200);
            return true;
        }
        commit_ns_.push_back(static_cast<double>(committed_ns_));
        step_ = Step::rest;
        return true;
    }

    Terminal& terminal_;
    const std::vector<IssuedLabel> labels_;
    const int rounds_;
    Step step_ = Step::log_in;
    bool asked_ = false;
    int rested_ = 0;
    std::size_t next_ = 0;
    IssuedLabel label_;
    std::string wanted_;
    int drawn_ = 0;
    std::int64_t began_ns_ = 0;
    std::int64_t turn_ended_ns_ = 0;
    std::uint64_t frames_before_ = 0;
    std::atomic<std::int64_t> committed_ns_{0};
    std::vector<double> green_ns_;
    std::vector<double> frames_to_green_;
    std::vector<double> frame_ns_;
    std::vector<double> commit_ns_;
};

int run(int argc, char** argv) {
    const int rounds = std::stoi(option(argc, argv, "rounds", "60"));
    const testing::TempFolder folder;
    const SystemClock clock;
    auto labels = make_carton_site(folder.path(), rounds * 2 + 50);
    const auto terminal = Terminal::open(terminal_setup(folder.path(), clock));
    if (!terminal) give_up(terminal.error().code + ": " + terminal.error().detail);
    if ((*terminal)->ledger() == nullptr) give_up("the ledger could not be opened");
    ScanAgent agent(**terminal, std::move(labels), rounds);
    (*terminal)->set_agent(&agent);
    if ((*terminal)->run() != 0) give_up("the terminal failed");
    agent.tell();
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
