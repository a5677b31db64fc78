// Rounds of fault injection: one job, one fault at one place of its stream, then a job that must
// come out right. One FaultRounds per printer and thread.
#pragma once

#include <sys/types.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "tests/rig/job_account.h"
#include "tests/rig/job_owner.h"
#include "tests/rig/rig_printer.h"

namespace lini::rig {

enum class Fault { stall, timeout, short_write, unplug, printer_killed, program_killed };

inline constexpr std::array kFaults = {Fault::stall,  Fault::timeout,        Fault::short_write,
                                Fault::unplug, Fault::printer_killed, Fault::program_killed};

std::string_view to_string(Fault fault);

/// What a set of rounds showed. Adds up.
struct Tally {
    struct Cell {
        int rounds = 0;
        int uncertain = 0;
    };
    /// By "language, place", then by fault.
    std::map<std::string, std::array<Cell, kFaults.size()>> cells;
    std::map<std::string, int> ends;  // By the end state of the job that was hit.
    int confirmed = 0;                  // Of both jobs, by the printer's own count.
    int needless_doubts = 0;
    std::vector<std::string> next_in_doubt;  // The job after it: a time-out cut short, seen.
    std::vector<std::string> wrong;

    void add(const Tally& other);
    int total() const;
    int combinations() const { return static_cast<int>(cells.size() * kFaults.size()); }
    int least() const;  // Rounds of the combination that was tried least.
};

/// Lines of text that make a label of about 18 KB: two transfers and more.
int lines_of_large(const LabelLanguage& language);
/// A label of so many lines, each with `id` in it.
PrintJob lines_job(const LabelLanguage& language, const std::string& id, int lines);

class FaultRounds {
public:
    FaultRounds(int printer, std::string serial, OwnerFaults seeded = {});

    /// Places where a fault can strike in this language.
    std::vector<Cut> places(const LabelLanguage& language);

    /// One round; what it showed is added to `tally`.
    void run(const LabelLanguage& language, const Cut& cut, Fault fault, Tally& tally);

private:
    struct Round;

    void strike(Round& round);
    void strike_program(Round& round);
    void take_one_unseen(pid_t program);
    bool finish(JobOwner& owner, Round& round);
    void wait_for_count(JobOwner& owner, const Round& round);
    void mend(Round& round);
    void conclude(const Round& round, Tally& tally);

    const int index_;
    const std::string serial_;
    const OwnerFaults seeded_;
    RigPrinter printer_;
    int count_ = 0;
    std::map<std::string_view, int> lines_;  // Of a large label, by language.
};

}  // namespace lini::rig
