#include "drivers/printer/print_worker.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

JobReason reason_of(PortCondition condition) {
    switch (condition) {
        case PortCondition::out_of_paper: return JobReason::out_of_paper;
        case PortCondition::ribbon_out: return JobReason::ribbon_out;
        case PortCondition::head_open: return JobReason::head_open;
        case PortCondition::paused: return JobReason::paused;
        case PortCondition::fault: return JobReason::printer_fault;
        case PortCondition::unplugged: return JobReason::unplugged;
        case PortCondition::no_access: return JobReason::no_access;
        case PortCondition::busy: return JobReason::busy;
        case PortCondition::unknown:
        case PortCondition::ready: break;
    }
    return JobReason::none;
}

JobReason reason_of(PortError error) {
    switch (error) {
        case PortError::gone: return JobReason::unplugged;
        case PortError::stall: return JobReason::stall;
        case PortError::timeout:
        case PortError::none: break;
    }
    return JobReason::mute;
}

}  // namespace

PrintWorker::PrintWorker(const LabelLanguage& language, std::unique_ptr<PrinterPort> port,
                         PrintWorkerFaults faults, bool ask_status)
    : language_(language),
      port_(std::move(port)),
      faults_(faults),
      watch_(language_, *port_, ask_status) {}

PrintWorker::~PrintWorker() { port_->close(); }

void PrintWorker::submit(PrintJob job) {
    const JobReason reason = reason_to_refuse(job);
    if (reason != JobReason::none) {
        events_.push_back({std::move(job.job_id), JobState::refused, reason, {}});
        return;
    }
    events_.push_back({job.job_id, JobState::queued, JobReason::none, {}});
    jobs_.push_back(std::move(job));
}

JobReason PrintWorker::reason_to_refuse(const PrintJob& job) const {
    if (job.bytes.empty() || job.bytes.size() > kJobBytesMax) return JobReason::too_large;
    const auto same_id = [&](const PrintJob& other) { return other.job_id == job.job_id; };
    const bool here = std::any_of(jobs_.begin(), jobs_.end(), same_id);
    const bool done = std::find(finished_.begin(), finished_.end(), job.job_id) != finished_.end();
    if (here || done) return JobReason::duplicate_id;
    return jobs_.size() >= kJobsMax ? JobReason::queue_full : JobReason::none;
}

void PrintWorker::proceed(std::string_view job_id) {
    if (step_ != Step::asking || jobs_.front().job_id != job_id) return;
    if (watch_.request_out()) {
        go_wanted_ = true;
    } else {
        let_go();
    }
}

void PrintWorker::let_go() {
    // Time has passed since the question: the paper may be out by now.
    if (!may_print(condition())) {
        hold(reason_of(condition()), std::string(to_string(condition())));
        return;
    }
    begin_transfers();
}

void PrintWorker::cancel(std::string_view job_id) {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(),
                                    [&](const PrintJob& job) { return job.job_id == job_id; });
    if (found == jobs_.end()) return;
    if (found != jobs_.begin()) {
        jobs_.erase(found);
        events_.push_back({std::string(job_id), JobState::cancelled, JobReason::none, {}});
    } else if (step_ == Step::idle || step_ == Step::asking) {
        finish(JobState::cancelled);
    } else if (step_ != Step::trigger) {
        cancel_wanted_ = true;
    }
}

void PrintWorker::poll(std::int64_t now_us) {
    now_us_ = now_us;
    port_->poll(now_us);
    if (watch_.poll(now_us)) take_answer();
    // A port that answers at once (a file) gets its whole job in one turn.
    while (chunk_bytes_ != 0 || watch_.request_out()) {
        const std::optional<Completion> completion = port_->take_completion();
        if (!completion) break;
        take_completion(*completion);
    }
    if (step_ == Step::idle && !jobs_.empty()) start_job();
    ask_status();
}

void PrintWorker::take_completion(const Completion& completion) {
    if (!watch_.request_out()) {
        take_transfer(completion);
        return;
    }
    if (!watch_.take(completion)) broken_off_ = true;
    if (std::exchange(go_wanted_, false)) let_go();
}

/// Between two jobs, while the owner writes the next one down, or while nothing is to be done.
void PrintWorker::ask_status() {
    if (step_ != Step::idle && step_ != Step::asking) return;
    if (watch_.request_out()) return;
    watch_.ask(now_us_, !jobs_.empty() || !unconfirmed_.empty());
    if (watch_.request_out()) sent_at_ask_ = sent_;
}

void PrintWorker::take_answer() {
    const std::optional<PrinterStatus>& said = watch_.said();
    sent_at_answer_ = sent_at_ask_;
    answered_since_found_ = answered_since_found_ || said;
    if (is_absent(condition())) lose_printer();
    // What was in a printer that fell silent or stopped may be lost: nothing confirms it any more.
    if (!said || !said->can_print()) unconfirmed_.clear();
    const bool idle = said && said->can_print() && !said->buffer_full &&
                      said->formats_waiting == 0 && said->labels_remaining == 0 &&
                      sent_at_ask_ == sent_;
    idle_answers_ = idle && language_.tells_idle ? idle_answers_ + 1 : 0;
    if (idle_answers_ < kIdleAnswers) {
        see_labels_out();
        return;
    }
    unseen_.clear();
    for (std::string& job_id : unconfirmed_) {
        events_.push_back({std::move(job_id), JobState::confirmed, JobReason::none, {}});
    }
    unconfirmed_.clear();
}

/// Drops from the unseen those before the newest that the printer may still hold by its own count.
/// Of one that never said anything the newest are kept.
void PrintWorker::see_labels_out() {
    const std::optional<PrinterStatus>& said = watch_.said();
    std::size_t held = answered_since_found_ ? kFinishedMax : std::size_t{kAheadMax};
    if (said && language_.counts_labels) {
        const auto since = static_cast<std::size_t>(sent_ - sent_at_answer_);
        const auto formats = static_cast<std::size_t>(said->formats_waiting);
        held = std::min(held, formats + since + kDrawnMax);
    }
    while (unseen_.size() > held) unseen_.pop_front();
}

/// Without its power a printer forgets its labels. One that tells when it has nothing left has told
/// so of those that came out; of any other nothing is known, and a printer that is switched off at
/// night must not put the whole day in doubt.
void PrintWorker::lose_printer() {
    if (std::exchange(answered_since_found_, false) && language_.tells_idle) {
        doubt_unseen(reason_of(condition()));
    } else if (!printing()) {
        unseen_.clear();
    }
}

void PrintWorker::doubt_unseen(JobReason reason) {
    for (std::string& job_id : unseen_) {
        events_.push_back({std::move(job_id), JobState::uncertain, reason, "held by the printer"});
    }
    unseen_.clear();
}

bool PrintWorker::is_far_ahead() const {
    const std::optional<PrinterStatus>& said = watch_.said();
    if (!said) return false;
    if (said->buffer_full) return true;
    const auto since = static_cast<int>(sent_ - sent_at_answer_);
    return language_.counts_labels && said->formats_waiting + since >= kAheadMax;
}

void PrintWorker::start_job() {
    const PortCondition now = condition();
    if (!may_print(now)) {
        hold(reason_of(now), std::string(to_string(now)));
        return;
    }
    if (now_us_ < retry_at_us_ || is_far_ahead()) return;
    step_ = Step::asking;
    report(JobState::sending);
}

void PrintWorker::begin_transfers() {
    split_ = language_.first_printing_byte(jobs_.front().bytes);
    CHECK(split_ < jobs_.front().bytes.size());
    reset_ = broken_off_ ? language_.flush : std::string_view();
    reset_ += printer_unsure_ ? language_.reset_after_fault : language_.reset;
    broken_off_ = true;  // Until every byte of the job was taken.
    step_ = Step::reset;
    offset_ = 0;
    mute_turns_ = 0;
    send_next();
}

std::string_view PrintWorker::current_part() const {
    const std::string_view bytes = jobs_.front().bytes;
    switch (step_) {
        case Step::reset: return reset_;
        case Step::body: return bytes.substr(0, split_);
        case Step::trigger: return bytes.substr(split_);
        case Step::idle:
        case Step::asking: break;
    }
    return {};
}

/// The step after a part that was taken whole. False when the job ended or waits.
bool PrintWorker::next_part() {
    offset_ = 0;
    if (step_ == Step::trigger) {
        finish(JobState::sent);
        return false;
    }
    if (step_ == Step::reset) {
        step_ = Step::body;
        port_->begin_job(jobs_.front().job_id, jobs_.front().bytes.size());
        return true;
    }
    // The last moment to stay certain that nothing printed.
    const PortCondition now = condition();
    if (!may_print(now)) {
        hold(reason_of(now), std::string(to_string(now)));
        return false;
    }
    step_ = Step::trigger;
    return true;
}

void PrintWorker::send_next() {
    if (cancel_wanted_ && step_ != Step::trigger) {
        finish(JobState::cancelled);
        return;
    }
    while (offset_ == current_part().size()) {
        if (!next_part()) return;
    }
    std::string chunk(current_part().substr(offset_, kTransferBytesMax));
    const std::size_t bytes = chunk.size();
    const bool trigger = step_ == Step::trigger;
    if (port_->submit(std::move(chunk), trigger ? kTriggerTimeoutMs : kBodyTimeoutMs)) {
        chunk_bytes_ = bytes;
    } else if (trigger && offset_ > 0) {
        give_up(JobReason::unplugged, describe(0, PortError::gone));
    } else {
        hold(JobReason::unplugged, describe(0, PortError::gone));  // Nothing that prints has left.
    }
}

void PrintWorker::take_transfer(const Completion& completion) {
    const std::size_t asked = std::exchange(chunk_bytes_, 0);
    const bool whole = completion.error == PortError::none && completion.actual == asked;
    if (!whole && step_ == Step::trigger) {
        // Whatever `actual` says: an acknowledgement can be lost where the byte was not.
        give_up(reason_of(completion.error), describe(completion.actual, completion.error));
        return;
    }
    offset_ += std::min(completion.actual, asked);
    if (whole) {
        mute_turns_ = 0;
        send_next();
    } else {
        take_harmless_fault(completion);
    }
}

/// A fault in the reset or the body: nothing can have printed.
void PrintWorker::take_harmless_fault(const Completion& completion) {
    const PortCondition now = condition();
    const std::string detail = describe(completion.actual, completion.error);
    if (completion.error == PortError::stall || completion.error == PortError::gone) {
        hold(reason_of(completion.error), detail);
        return;
    }
    if (!may_print(now)) {
        hold(reason_of(now), detail);
        return;
    }
    // A slow printer goes on where it stopped; what it took is never sent again.
    mute_turns_ = completion.actual > 0 ? 0 : mute_turns_ + 1;
    if (mute_turns_ >= kMuteTurnsMax) {
        hold(JobReason::mute, detail);
    } else {
        send_next();
    }
}

void PrintWorker::hold(JobReason reason, std::string detail) {
    const bool tried = step_ != Step::idle;
    if (cancel_wanted_) {
        finish(JobState::cancelled);
        return;
    }
    step_ = Step::idle;
    if (tried) {
        retry_at_us_ = now_us_ + std::int64_t{retry_ms_} * 1000;
        retry_ms_ = std::min(retry_ms_ * 2, kRetryMaxMs);
    }
    if (last_state_ == JobState::held && last_reason_ == reason) return;
    report(JobState::held, reason, std::move(detail));
}

void PrintWorker::give_up(JobReason reason, std::string detail) {
    if (faults_.resend_uncertain) {
        begin_transfers();
        return;
    }
    printer_unsure_ = true;
    unconfirmed_.clear();
    finish(faults_.confirm_uncertain ? JobState::sent : JobState::uncertain, reason,
           std::move(detail));
    // The next reset drops the labels before this one too, where they have not come out.
    if (language_.fault_drops_labels()) doubt_unseen(reason);
}

void PrintWorker::finish(JobState state, JobReason reason, std::string detail) {
    report(state, reason, std::move(detail));
    if (state == JobState::sent) {
        printer_unsure_ = false;
        broken_off_ = false;
        retry_ms_ = kRetryMinMs;
        ++sent_;
        idle_answers_ = 0;
        if (language_.counts_labels) unconfirmed_.push_back(jobs_.front().job_id);
        if (unconfirmed_.size() > kFinishedMax) unconfirmed_.pop_front();
        if (port_->holds_labels()) unseen_.push_back(jobs_.front().job_id);
        see_labels_out();
    }
    if (state == JobState::sent || state == JobState::uncertain) {
        finished_.push_back(jobs_.front().job_id);
        if (finished_.size() > kFinishedMax) finished_.pop_front();
    }
    jobs_.pop_front();
    step_ = Step::idle;
    go_wanted_ = false;
    cancel_wanted_ = false;
    last_state_ = JobState::queued;
    last_reason_ = JobReason::none;
}

void PrintWorker::report(JobState state, JobReason reason, std::string detail) {
    last_state_ = state;
    last_reason_ = reason;
    events_.push_back({jobs_.front().job_id, state, reason, std::move(detail)});
}

std::string PrintWorker::describe(std::size_t chunk_taken, PortError error) const {
    std::string part = step_ == Step::trigger ? "trigger" : "body";
    if (step_ == Step::reset) part = "reset";
    return part + ": " + std::to_string(offset_ + chunk_taken) + " of " +
           std::to_string(current_part().size()) + " bytes, " + std::string(to_string(error));
}

void PrintWorker::stop() {
    if (step_ == Step::trigger) {
        finish(JobState::uncertain, JobReason::stopped, describe(0, PortError::none));
    }
    chunk_bytes_ = 0;
    while (!jobs_.empty()) finish(JobState::cancelled, JobReason::stopped);
    // Nobody watches any more whether what it still holds comes out.
    if (answered_since_found_ && language_.tells_idle) doubt_unseen(JobReason::stopped);
    port_->close();
}

std::optional<JobEvent> PrintWorker::next_event() {
    if (events_.empty()) return std::nullopt;
    std::optional<JobEvent> event(std::move(events_.front()));
    events_.pop_front();
    return event;
}

}  // namespace lini
