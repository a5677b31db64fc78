// One printer's jobs: one outstanding at a time, nothing printed twice, nothing lost unseen.
//
//   queued -> sending -> sent -> confirmed   where the printer's own count says so
//     |  ^       |  |      |
//     v  |       |  +------+--> uncertain   any fault once a byte that may print has been handed
//     |  |       |                          over, as long as the label is not known to be out
//    held <------+                   paper out, head open, unplugged or mute before that byte
//
// The owner makes each state durable. The worker reports `sending` and waits for proceed():
// no byte of a job leaves before that. A held job goes on by itself, through `sending` again.
// An uncertain job is forgotten here: only a person can settle it.
// One thread: the devices thread. No call waits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/printer/language.h"
#include "drivers/printer/status_watch.h"
#include "drivers/transport/transport.h"

namespace lini {

struct PrintJob {
    std::string job_id;  // The owner's name for it, unique for ever.
    std::string bytes;   // As LabelLanguage::encode made them.
};

enum class JobState {
    queued,     // Accepted; will be printed in order.
    sending,    // Asks to be made durable; waits for proceed().
    sent,       // The printer took every byte.
    confirmed,  // It was sent, and the printer says that nothing of it is left to print.
    held,       // Nothing printed; waits for the reason to pass.
    uncertain,  // May have printed. The worker never touches it again.
    cancelled,  // Taken back by the owner before any byte that may print; nothing printed.
    refused,    // Never accepted: queue full, too large, id already here. The owner still has it.
};

enum class JobReason {
    none,
    out_of_paper,
    ribbon_out,
    head_open,
    paused,
    printer_fault,
    unplugged,
    no_access,
    busy,
    mute,  // The printer takes no bytes.
    stall,
    stopped,  // Lini closed the printer in the middle of a job.
    queue_full,
    too_large,
    duplicate_id,
};

std::string_view to_string(JobState state);
std::string_view to_string(JobReason reason);

struct JobEvent {
    std::string job_id;
    JobState state = JobState::queued;
    JobReason reason = JobReason::none;
    std::string detail;  // For the log: "trigger: 0 of 3 bytes, gone".
};

/// What a broken worker would do; tests turn it on to see that they would notice.
struct PrintWorkerFaults {
    bool resend_uncertain = false;
    bool confirm_uncertain = false;
};

class PrintWorker {
public:
    /// A batch of 500 carton labels fits. More are refused; the owner's own queue is durable and
    /// offers them again when a job ended.
    static constexpr std::size_t kJobsMax = 512;
    static constexpr std::size_t kJobBytesMax = 1u << 20;
    static constexpr std::size_t kTransferBytesMax = 16384;
    static constexpr std::size_t kFinishedMax = 1024;
    /// A printer that takes no byte for kMuteTurnsMax transfers in a row is mute.
    static constexpr int kBodyTimeoutMs = 5000;
    static constexpr int kMuteTurnsMax = 6;
    static constexpr int kTriggerTimeoutMs = 20000;
    static constexpr int kRetryMinMs = 1000;
    static constexpr int kRetryMaxMs = 30000;
    /// A printer that counts is given no more labels than these ahead of its paper: what it holds
    /// would be lost with its power.
    static constexpr int kAheadMax = 16;
    /// A printer is believed that nothing is left once it has said so twice running.
    static constexpr int kIdleAnswers = 2;
    /// Labels that a printer has drawn and not yet put on paper: it counts them as formats no more.
    static constexpr int kDrawnMax = 4;

    /// `language` and the port's own references outlive the worker. `ask_status` false: what the
    /// port knows is all that is known of the printer.
    PrintWorker(const LabelLanguage& language, std::unique_ptr<PrinterPort> port,
                PrintWorkerFaults faults = {}, bool ask_status = true);
    ~PrintWorker();

    /// Answers with `queued` or `refused`. The last kFinishedMax ids that were sent or became
    /// uncertain are refused, so that a mistake of the owner's does not print twice either.
    void submit(PrintJob job);

    /// `sending` is durable: the job may leave. Exactly one answer per `sending` event; ignored
    /// for any other job than the asking one. The worker asks once and stays asking, so an answer
    /// can never be taken for that of an earlier question.
    void proceed(std::string_view job_id);

    /// Answers with `cancelled` unless a byte that may print has left; then the job's own outcome
    /// follows. Nothing for an unknown id.
    void cancel(std::string_view job_id);

    /// Moves things on. `now_us` is the monotonic clock. Call on every turn of the loop.
    void poll(std::int64_t now_us);

    /// Gives the port back. A running job ends as `uncertain` or `cancelled`, the waiting ones as
    /// `cancelled`; labels that a printer which tells so has not put out yet become `uncertain`.
    void stop();

    std::optional<JobEvent> next_event();

    /// What the port knows and what the printer last said of itself.
    PortCondition condition() const { return watch_.condition(); }
    const std::optional<PrinterStatus>& status() const { return watch_.said(); }
    PrinterPort& port() { return *port_; }
    const LabelLanguage& language() const { return language_; }
    std::size_t jobs() const { return jobs_.size(); }

    /// A byte that may print is on its way: stopping now would leave a doubt.
    bool printing() const { return step_ == Step::trigger; }

private:
    enum class Step { idle, asking, reset, body, trigger };

    JobReason reason_to_refuse(const PrintJob& job) const;
    void start_job();
    void begin_transfers();
    void send_next();
    bool next_part();
    void take_completion(const Completion& completion);
    void take_transfer(const Completion& completion);
    void take_answer();
    void see_labels_out();
    void lose_printer();
    void doubt_unseen(JobReason reason);
    bool is_far_ahead() const;
    void ask_status();
    void let_go();
    void take_harmless_fault(const Completion& completion);
    void hold(JobReason reason, std::string detail);
    void give_up(JobReason reason, std::string detail);
    void finish(JobState state, JobReason reason = JobReason::none, std::string detail = {});
    void report(JobState state, JobReason reason = JobReason::none, std::string detail = {});
    std::string_view current_part() const;
    std::string describe(std::size_t chunk_taken, PortError error) const;

    const LabelLanguage& language_;
    const std::unique_ptr<PrinterPort> port_;
    const PrintWorkerFaults faults_;
    std::deque<PrintJob> jobs_;  // The front one is the outstanding one.
    std::deque<std::string> finished_;
    Step step_ = Step::idle;
    std::size_t split_ = 0;        // First byte of the front job that may print.
    std::size_t offset_ = 0;       // Bytes of the current part that the printer took.
    std::size_t chunk_bytes_ = 0;  // Size of the transfer in flight; 0: none.
    bool cancel_wanted_ = false;
    bool printer_unsure_ = false;             // It may hold a job that was given up: reset harder.
    bool broken_off_ = true;                  // It may wait for the rest of a command, since before
                                              // we started even: flush first.
    std::string reset_;                       // What goes out in front of the front job.
    JobState last_state_ = JobState::queued;  // What was last reported of the front job.
    JobReason last_reason_ = JobReason::none;
    int mute_turns_ = 0;
    int retry_ms_ = kRetryMinMs;
    std::int64_t now_us_ = 0;
    std::int64_t retry_at_us_ = 0;
    StatusWatch watch_;
    bool go_wanted_ = false;  // proceed() came while a request's bytes were on their way.
    std::deque<std::string> unconfirmed_;  // Sent since the printer last had nothing to do.
    std::deque<std::string> unseen_;       // Sent, and lost if the printer forgets what it holds.
    bool answered_since_found_ = false;
    std::uint64_t sent_ = 0;               // Jobs, in all.
    std::uint64_t sent_at_ask_ = 0;        // When the printer was last asked.
    std::uint64_t sent_at_answer_ = 0;     // What its last answer knew of.
    int idle_answers_ = 0;
    std::deque<JobEvent> events_;
};

}  // namespace lini
