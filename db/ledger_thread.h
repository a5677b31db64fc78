// The ledger's own thread: requests come in through a bounded queue, answers and immutable
// snapshots go out to a sink. Nothing that a commit brought is told before it is on the disk.
//
// Requests: kRequestsMax places; request() never waits and is false when the queue is full or
// closed, and the request is still the caller's (the screen keeps its button waiting; the pump
// and the printer offer theirs again). The sink is called on the ledger thread only; it must not
// call back and should only push into its owner's queue, waiting there if that is full.
//
// After a commit come, in this order: the states it changed (OrderPublished, SitePublished), its
// label jobs, then CommitDone: whoever sees green sees the new figures in the same frame. Board,
// status and lists follow when no request waits, so a burst publishes them once.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "app/base/bounded_queue.h"
#include "db/credential_store.h"
#include "db/ledger.h"

namespace lini {

// ---- Requests. `token` comes back with the answer. ----

struct CommitRequest {
    std::uint64_t token = 0;
    std::vector<Command> commands;
    SideWrites side;
};
struct FindSerialRequest {
    std::uint64_t token = 0;
    Serial serial;
};
/// Answered by OrderPublished, or by OrderUnreadable; from then on every change of the order is
/// published.
struct OpenOrderRequest {
    OrderNo order_no;
};
/// Changes of this order are no longer of interest.
struct CloseOrderRequest {
    OrderNo order_no;
};
struct UpdateJobRequest {
    std::uint64_t token = 0;
    std::int64_t job_id = 0;
    LabelJobState state = LabelJobState::queued;
    std::string detail;
};
/// Answered by UpdateDone; the runs are published again.
struct UpdateRunRequest {
    std::uint64_t token = 0;
    std::int64_t run_id = 0;
    bool paused = false;
    bool check_wanted = false;
};
struct UpdateDeliveryRequest {
    std::uint64_t token = 0;
    Delivery delivery;
};
/// A read or write of the credential store; `run` is called on the ledger thread.
struct CredentialRequest {
    std::uint64_t token = 0;
    std::function<Result<std::optional<Credential>>(CredentialStore&)> run;
};
/// All names of people, answered by NamesPublished. They are also published after a commit that
/// wrote one.
struct NamesRequest {};
/// Everything that `lini status` shows, at one instant.
struct StatusRequest {
    std::uint64_t token = 0;
};
/// The disk works again, or somebody touched the red sentence to try: Ledger::resume(), answered by
/// UpdateDone and a fresh status. Reading and writing wait until it has looked at every page.
struct ResumeRequest {
    std::uint64_t token = 0;
};
/// Anything else that the command door needs (export, stats, replay): called on the ledger
/// thread; it answers through its own promise or queue.
struct CallRequest {
    std::function<void(Ledger&)> run;
};

using LedgerRequest =
    std::variant<CommitRequest, FindSerialRequest, OpenOrderRequest, CloseOrderRequest,
                 UpdateJobRequest, UpdateRunRequest, UpdateDeliveryRequest, CredentialRequest,
                 NamesRequest, StatusRequest, ResumeRequest, CallRequest>;

// ---- Messages ----

struct CommitDone {
    std::uint64_t token = 0;
    Result<CommitAnswer> answer;
};
struct SerialFound {
    std::uint64_t token = 0;
    Result<std::optional<SerialPlace>> place;
};
struct OrderPublished {
    std::unique_ptr<const OrderState> order;
};
struct OrderUnreadable {
    OrderNo order_no;
    Error error;
};
struct SitePublished {
    std::unique_ptr<const SiteState> site;
};
struct SummariesPublished {
    std::vector<OrderSummary> rows;  // What needs a person first, at most 200.
};
struct LabelJobsPublished {
    std::vector<LabelJob> jobs;  // Newest first, at most 100.
};
/// Always before the first jobs of a run that has begun are told to the printer.
struct PrintRunsPublished {
    std::vector<PrintRun> runs;  // Those that are not over, oldest first, and the newest.
};
struct DeliveriesPublished {
    std::vector<Delivery> deliveries;  // Unfinished ones, and the last 20.
};
struct NamesPublished {
    std::map<UserId, std::string> names;
};
struct StatusPublished {
    LedgerStatus status;
};
/// For the printer: queued jobs it was not told of yet, oldest first.
struct JobsToPrint {
    std::vector<LabelJob> jobs;
};
/// For the pump: what is due, again after a minute without news; update_delivery() settles it.
struct DeliveriesDue {
    std::vector<DueDelivery> deliveries;
};
struct UpdateDone {
    std::uint64_t token = 0;
    Result<void> answer;  // Of UpdateJob-, UpdateRun-, UpdateDelivery- and ResumeRequest.
};
struct CredentialAnswer {
    std::uint64_t token = 0;
    Result<std::optional<Credential>> answer;
};
struct StatusDone {
    std::uint64_t token = 0;
    LedgerStatus status;
    std::vector<OrderSummary> orders;
    std::vector<std::unique_ptr<const OrderState>> states;  // Of the orders with charges.
    std::vector<std::pair<LabelJobState, std::int64_t>> label_jobs;
    std::vector<Delivery> deliveries;
};

using LedgerMessage =
    std::variant<CommitDone, SerialFound, OrderPublished, OrderUnreadable, SitePublished,
                 SummariesPublished, LabelJobsPublished, PrintRunsPublished, DeliveriesPublished,
                 NamesPublished, StatusPublished, JobsToPrint, DeliveriesDue, UpdateDone,
                 CredentialAnswer, StatusDone>;

class LedgerThread {
public:
    static constexpr std::size_t kRequestsMax = 256;
    static constexpr int kSummariesMax = 200;
    static constexpr int kLabelJobsMax = 100;
    static constexpr int kFinishedDeliveriesMax = 20;

    using Sink = std::function<void(LedgerMessage)>;

    /// Takes the open ledger over and starts: unfinished claims are settled, then site, names,
    /// board, label jobs, deliveries and status are published.
    LedgerThread(std::unique_ptr<Ledger> ledger, const Clock& clock, Sink sink);

    /// stop()s.
    ~LedgerThread();
    LedgerThread(const LedgerThread&) = delete;
    LedgerThread& operator=(const LedgerThread&) = delete;

    /// Any thread.
    [[nodiscard]] bool request(LedgerRequest request);

    /// Finishes what is queued, closes the ledger cleanly and joins. Idempotent; owner's thread.
    void stop();

private:
    class Loop;

    BoundedQueue<LedgerRequest> requests_;
    std::unique_ptr<Loop> loop_;
    std::thread thread_;
};

}  // namespace lini
