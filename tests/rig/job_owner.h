// A printer's owner as app/terminal is one: makes each state durable, then lets the job go, and
// doubts what was being sent when it was killed. Time runs kHaste times faster for the worker, so
// that a thousand time-outs fit into one boot. One thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "drivers/printer/print_worker.h"

namespace lini::rig {

constexpr int kHaste = 20;

/// What a broken owner would do; negative controls turn it on to see that the rig notices.
struct OwnerFaults {
    PrintWorkerFaults worker = {};
    bool forget_doubt = false;  // After a kill, what was being sent is sent once more.
};

class JobOwner {
public:
    /// `journal`: a file of "job-id state" lines; empty: the states live in memory only.
    JobOwner(const LabelLanguage& language, const std::string& serial, std::string journal,
             OwnerFaults faults = {});

    /// Prints it, unless the journal knows how it ended or may have ended.
    void submit(const PrintJob& job);

    /// One turn of the loop; waits for the bus up to a few milliseconds.
    void turn();

    JobState state_of(const std::string& job_id) const;
    bool settled(const std::string& job_id) const;
    const std::string& history() const { return history_; }
    PrintWorker& worker() { return *worker_; }

private:
    void store(const std::string& job_id, JobState state);

    const std::string journal_;
    const OwnerFaults faults_;
    const SystemClock clock_;
    std::unique_ptr<PrintWorker> worker_;
    std::map<std::string, JobState> states_;
    std::string history_;
};

/// Last state of each job in a journal.
std::map<std::string, JobState> read_journal(const std::string& path);

}  // namespace lini::rig
