// What a printer took, told apart into attempts at jobs, and what that says of the states that the
// worker reported. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "drivers/printer/language.h"
#include "drivers/printer/print_worker.h"

namespace lini::rig {

/// One start of one job: the reset in front of it, then the first `taken` bytes of the job.
struct Attempt {
    std::string reset;
    std::size_t job = 0;  // Index; means nothing while `taken` is 0.
    std::size_t taken = 0;
    bool lost_power = false;  // The printer was started anew later: what it held is gone.
};

struct Account {
    std::vector<Attempt> attempts;
    std::string altered;  // The first packet that belongs to nothing that was sent; empty: none.
};

/// `packets` as taken, one transfer's bytes at most in each; empty where the printer was started
/// anew.
Account account_of(const std::vector<std::string>& packets, const std::vector<PrintJob>& jobs,
                   const LabelLanguage& language);

struct Verdict {
    std::vector<std::string> wrong;  // What must never happen.
    bool needless_doubt = false;     // Uncertain, though nothing that prints was taken.
};

/// Whether the end state of jobs[index] is true to what the printer took of it.
Verdict judge(const Account& account, std::size_t index, const PrintJob& job, JobState end,
              const LabelLanguage& language);

/// Places in a job's stream where a fault may strike, in packets from the front.
struct Cut {
    std::string name;
    std::size_t packets = 0;
    int requests = 0;  // Questions for the status to be taken first.
};

/// Before, inside and after each transfer, as a worker that has just started sends `job`: first it
/// asks how the printer is.
std::vector<Cut> cuts_of(const std::string& job, const LabelLanguage& language,
                         std::size_t packet_bytes);

}  // namespace lini::rig
