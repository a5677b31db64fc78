#include "tests/rig/fault_rounds.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace lini::rig {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr auto kRoundLongest = std::chrono::seconds(60);
constexpr auto kTick = std::chrono::milliseconds(3);
constexpr auto kSubmitLongest = std::chrono::milliseconds(60);
constexpr auto kCountLongest = std::chrono::milliseconds(400);
constexpr auto kUnseenLongest = std::chrono::milliseconds(500);

// Longer than the worker's own time-outs divided by kHaste.
constexpr int kBodyPauseMs = PrintWorker::kBodyTimeoutMs / kHaste * 3 / 2;
constexpr int kTriggerPauseMs = PrintWorker::kTriggerTimeoutMs / kHaste * 3 / 2;
constexpr std::size_t kLargeBytes = 18'000;

std::string plan_of(Fault fault) {
    switch (fault) {
        case Fault::stall: return "stall";
        case Fault::timeout: return "nak";
        case Fault::short_write: return "pause";
        case Fault::unplug: return "vanish";
        case Fault::printer_killed: return "die";
        case Fault::program_killed: return "nak";
    }
    return "go_on";
}

pid_t start_client(std::vector<std::string> words) {
    words.insert(words.begin(), "/rig/rig_client");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = 0;
    if (::posix_spawn(&pid, argv[0], nullptr, nullptr, argv.data(), environ) != 0) {
        throw std::runtime_error("rig_client does not start");
    }
    return pid;
}

int wait_for(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

struct FaultRounds::Round {
    const LabelLanguage& language;
    const Cut& cut;
    Fault fault;
    std::vector<PrintJob> jobs;  // The one that is hit, then one that must come out right.
    std::size_t mark = 0;
    bool mended = false;
    std::map<std::string, JobState> ends = {};
    std::string history = {};
    Steady::time_point deadline = Steady::now() + kRoundLongest;
};

std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::stall: return "stall";
        case Fault::timeout: return "timeout";
        case Fault::short_write: return "short write";
        case Fault::unplug: return "unplug";
        case Fault::printer_killed: return "printer killed";
        case Fault::program_killed: return "program killed";
    }
    return "?";
}

void Tally::add(const Tally& other) {
    for (const auto& [place, row] : other.cells) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells[place][i].rounds += row[i].rounds;
            cells[place][i].uncertain += row[i].uncertain;
        }
    }
    for (const auto& [end, count] : other.ends) ends[end] += count;
    confirmed += other.confirmed;
    needless_doubts += other.needless_doubts;
    next_in_doubt.insert(next_in_doubt.end(), other.next_in_doubt.begin(),
                         other.next_in_doubt.end());
    wrong.insert(wrong.end(), other.wrong.begin(), other.wrong.end());
}

int Tally::total() const {
    int sum = 0;
    for (const auto& [place, row] : cells) {
        for (const Cell& cell : row) sum += cell.rounds;
    }
    return sum;
}

int Tally::least() const {
    int least = cells.empty() ? 0 : cells.begin()->second[0].rounds;
    for (const auto& [place, row] : cells) {
        for (const Cell& cell : row) least = std::min(least, cell.rounds);
    }
    return least;
}

int lines_of_large(const LabelLanguage& language) {
    // Pictures grow with the paper, words with the lines: measured, then as many as it takes.
    constexpr int kFew = 10, kMore = 20;
    const std::size_t few = lines_job(language, "R000000", kFew).bytes.size();
    const std::size_t more = lines_job(language, "R000000", kMore).bytes.size();
    const std::size_t each = std::max<std::size_t>((more - few) / (kMore - kFew), 1);
    return static_cast<int>((kLargeBytes - std::min(few, kLargeBytes)) / each) + kFew;
}

PrintJob lines_job(const LabelLanguage& language, const std::string& id, int lines) {
    constexpr double kLineMm = 3.0;
    Label label{100, lines * kLineMm + 4};
    for (int i = 0; i < lines; ++i) {
        const std::string text = id + " line " + std::to_string(i) + " of a label for the rig";
        label.items.push_back(
            LabelText{.x_mm = 1, .y_mm = 1 + i * kLineMm, .height_mm = 2.5, .text = text});
    }
    const auto bytes = language.encode(label, Resolution{});
    if (!bytes) throw std::runtime_error("label: " + bytes.error().code);
    return {id, *bytes};
}

FaultRounds::FaultRounds(int printer, std::string serial, OwnerFaults seeded)
    : index_(printer), serial_(std::move(serial)), seeded_(seeded), printer_(printer) {}

std::vector<Cut> FaultRounds::places(const LabelLanguage& language) {
    constexpr std::size_t kHighSpeedPacketBytes = 512;
    const std::string job = lines_job(language, "R000000", lines_of_large(language)).bytes;
    return cuts_of(job, language, kHighSpeedPacketBytes);
}

void FaultRounds::run(const LabelLanguage& language, const Cut& cut, Fault fault, Tally& tally) {
    const std::string id = "R" + std::to_string(index_) + std::to_string(10000 + count_++);
    int& lines = lines_[language.name];
    if (lines == 0) lines = lines_of_large(language);
    Round round{
        language, cut, fault, {lines_job(language, id, lines), lines_job(language, id + "s", 1)}};
    round.mark = printer_.mark();
    // Where the place is in the reset or the body, a pause must outlast the body's time-out only.
    const bool prints = language.first_printing_byte(round.jobs[0].bytes) == 0;
    const bool late = prints || cut.name.find("body") != std::string::npos;
    const std::size_t unseen = fault == Fault::program_killed && cut.packets > 0 ? 1 : 0;
    printer_.plan(cut.packets - unseen, plan_of(fault), late ? kTriggerPauseMs : kBodyPauseMs,
                  cut.requests);
    try {
        fault == Fault::program_killed ? strike_program(round) : strike(round);
    } catch (const std::exception& problem) {
        round.history += problem.what();
    }
    conclude(round, tally);
}

/// A fault of the printer's, with the owner in this process.
void FaultRounds::strike(Round& round) {
    JobOwner owner(round.language, serial_, {}, seeded_);
    owner.submit(round.jobs[0]);
    while (finish(owner, round) && !owner.settled(round.jobs[0].job_id)) owner.turn();
    mend(round);
    owner.submit(round.jobs[1]);
    while (finish(owner, round) && !owner.settled(round.jobs[1].job_id)) owner.turn();
    wait_for_count(owner, round);
    for (const PrintJob& job : round.jobs) round.ends[job.job_id] = owner.state_of(job.job_id);
    round.history += owner.history();
}

/// A printer that counts gets a moment to say that nothing is left.
void FaultRounds::wait_for_count(JobOwner& owner, const Round& round) {
    const auto deadline = Steady::now() + kCountLongest;
    while (round.language.counts_labels && Steady::now() < deadline &&
           owner.state_of(round.jobs[1].job_id) == JobState::sent) {
        owner.turn();
    }
}

/// False when the round takes too long. Takes the fault back once the worker has met it.
bool FaultRounds::finish(JobOwner& owner, Round& round) {
    if (Steady::now() > round.deadline) return false;
    const JobState state = owner.state_of(round.jobs[0].job_id);
    if (state == JobState::held || owner.settled(round.jobs[0].job_id)) mend(round);
    return true;
}

void FaultRounds::mend(Round& round) {
    if (round.mended) return;
    round.mended = true;
    printer_.plan(0, "go_on");
    if (round.fault == Fault::unplug) printer_.plug();
}

/// The owner is killed in the middle, then started again.
void FaultRounds::strike_program(Round& round) {
    const std::string folder = "/run/rig/client" + std::to_string(index_);
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (std::size_t i = 0; i < round.jobs.size(); ++i) {
        std::ofstream(folder + "/" + std::to_string(i) + ".job", std::ios::binary)
            << round.jobs[i].bytes;
    }
    const std::string name(round.language.name);
    const pid_t first = start_client({name, serial_, folder});
    const auto sending = [&] {
        const auto states = read_journal(folder + "/journal");
        const auto state = states.find("0");
        return state != states.end() && state->second != JobState::queued;
    };
    while (Steady::now() < round.deadline && !(sending() && printer_.plan_is_done())) {
        std::this_thread::sleep_for(kTick);
    }
    if (round.cut.packets > 0) take_one_unseen(first);
    ::kill(first, SIGKILL);
    wait_for(first);
    mend(round);
    std::vector<std::string> again{name, serial_, folder};
    if (seeded_.forget_doubt) again.emplace_back("forget-doubt");
    const int code = wait_for(start_client(again));
    if (code != 0) round.history += "the second program ended with " + std::to_string(code);
    std::string line;
    std::getline(std::ifstream(folder + "/history"), line);
    round.history += line;
    const auto states = read_journal(folder + "/journal");
    for (std::size_t i = 0; i < round.jobs.size(); ++i) {
        const auto found = states.find(std::to_string(i));
        if (found != states.end()) round.ends[round.jobs[i].job_id] = found->second;
    }
}

/// The printer takes the last packet before the cut while the program stands still: it dies without
/// having learned of it.
void FaultRounds::take_one_unseen(pid_t program) {
    std::this_thread::sleep_for(kSubmitLongest);
    ::kill(program, SIGSTOP);
    printer_.plan(1, "nak");
    const auto deadline = Steady::now() + kUnseenLongest;
    while (!printer_.plan_is_done() && Steady::now() < deadline) std::this_thread::sleep_for(kTick);
}

void FaultRounds::conclude(const Round& round, Tally& tally) {
    const std::string place = std::string(round.language.name) + ", " + round.cut.name;
    const std::string key = place + ", " + std::string(to_string(round.fault));
    Tally::Cell& cell = tally.cells[place][static_cast<std::size_t>(round.fault)];
    ++cell.rounds;
    // The host knows of a packet before the printer's program has written it down; a new plan waits
    // for that.
    printer_.plan(0, "go_on");
    const Account account =
        account_of(printer_.packets_since(round.mark), round.jobs, round.language);
    for (std::size_t i = 0; i < round.jobs.size(); ++i) {
        const auto found = round.ends.find(round.jobs[i].job_id);
        const JobState end = found == round.ends.end() ? JobState::queued : found->second;
        const Verdict verdict = judge(account, i, round.jobs[i], end, round.language);
        for (const std::string& wrong : verdict.wrong) {
            tally.wrong.push_back(key + ": " + wrong + " [" + round.history + "]");
        }
        tally.confirmed += end == JobState::confirmed ? 1 : 0;
        if (i == 0) {
            ++tally.ends[std::string(to_string(end))];
            cell.uncertain += end == JobState::uncertain ? 1 : 0;
            tally.needless_doubts += verdict.needless_doubt ? 1 : 0;
        } else if (end == JobState::uncertain) {
            tally.next_in_doubt.push_back(key + " [" + round.history + "]");
        } else if (end != JobState::sent && end != JobState::confirmed) {
            tally.wrong.push_back(key + ": the next job did not come out [" + round.history + "]");
        }
    }
}

}  // namespace lini::rig
