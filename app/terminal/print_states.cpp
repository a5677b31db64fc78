// The states of label jobs on their way into the ledger, which may be busy or stopped.
#include <charconv>
#include <utility>

#include "app/base/log.h"
#include "app/terminal/print_desk.h"

namespace lini {

bool PrintDesk::try_store(std::int64_t job_id, LabelJobState state, const std::string& detail) {
    const auto then = [this, job_id, state, detail](const Result<void>& stored) {
        if (!stored) return not_stored(job_id, state, detail, stored.error());
        // The first byte may leave only now that `sending` is on the disk.
        if (state != LabelJobState::sending) return;
        const auto known = known_.find(std::to_string(job_id));
        if (known == known_.end()) return;
        tell(ProceedRequest{known->second.printer, known->first});
    };
    return floor_.update_job(job_id, state, detail, then);
}

// A ledger that stopped takes the state once it goes on. A label whose `sending` is not on the disk
// must not leave, and the printer waits for no other answer.
void PrintDesk::not_stored(std::int64_t job_id, LabelJobState state, const std::string& detail,
                           const Error& error) {
    const bool settled = error.code == "job_settled";
    if (!settled) floor_.show_error(error);
    if (state == LabelJobState::sending) {
        const auto known = known_.find(std::to_string(job_id));
        if (known == known_.end()) return;
        ask_back(known);
    } else if (error.code != "job_unknown") {
        unstored_.try_emplace(job_id, Unstored{state, detail});
    }
}

void PrintDesk::store(std::int64_t job_id, LabelJobState state, const std::string& detail) {
    const bool waits = unstored_.count(job_id) > 0;
    if (!waits && try_store(job_id, state, detail)) return;
    if (!waits) log::warn("label job {}: the ledger is busy, its state waits", job_id);
    unstored_.insert_or_assign(job_id, Unstored{state, detail});
}

bool PrintDesk::store_again() {
    if (!floor_.status.stopped_by.empty()) return false;
    bool any = false;
    while (!unstored_.empty()) {
        const auto first = unstored_.begin();
        if (!try_store(first->first, first->second.state, first->second.detail)) break;
        unstored_.erase(first);
        any = true;
    }
    return any;
}

/// Of a job that was forgotten here when it was sent: the printer's own count says that it is out,
/// or the printer may have lost it.
void PrintDesk::take_later(const PrinterJobEvent& event) {
    std::int64_t id = 0;
    const std::string& job_id = event.job.job_id;
    const char* end = job_id.data() + job_id.size();
    const auto [at, error] = std::from_chars(job_id.data(), end, id);
    if (error != std::errc() || at != end) return take_test(event);
    if (event.job.state == JobState::confirmed) {
        store(id, LabelJobState::confirmed, {});
    } else if (event.job.state == JobState::uncertain) {
        log::warn("label job {}: {} {}", id, to_string(event.job.reason), event.job.detail);
        store(id, LabelJobState::uncertain, std::string(to_string(event.job.reason)));
    }
}

void PrintDesk::settle(KnownJobs::iterator found, LabelJobState state, const std::string& detail) {
    store(found->second.job.job_id, state, detail);
    forget(found);
}

void PrintDesk::refused(KnownJobs::iterator found, JobReason reason) {
    if (reason == JobReason::queue_full) return leave(found->second, Place::waiting);
    // The printer has had this job, or never can: only a person knows what lies on the floor.
    const bool had_it = reason == JobReason::duplicate_id;
    settle(found, had_it ? LabelJobState::uncertain : LabelJobState::held,
           std::string(to_string(reason)));
}

}  // namespace lini
