// What runs on the ledger's thread: one request after the other, then the news. For
// db/ledger_thread.cpp only.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "db/charge_claims.h"
#include "db/ledger_thread.h"

namespace lini {

class LedgerThread::Loop {
public:
    Loop(std::unique_ptr<Ledger> ledger, const Clock& clock, Sink sink,
         BoundedQueue<LedgerRequest>& requests);

    /// Until the queue is closed and drained; then the ledger is closed.
    void run();

private:
    void publish_start();
    void serve(LedgerRequest request);
    void when_idle();

    void take(CommitRequest& request);
    void take(FindSerialRequest& request);
    void take(OpenOrderRequest& request);
    void take(CloseOrderRequest& request);
    void take(UpdateJobRequest& request);
    void take(UpdateRunRequest& request);
    void take(UpdateDeliveryRequest& request);
    void take(CredentialRequest& request);
    void take(NamesRequest& request);
    void take(StatusRequest& request);
    void take(ResumeRequest& request);
    void take(CallRequest& request);

    void everything_changed();
    void settle_claims();
    void note_changes(const std::vector<Event>& events);
    void publish_changes();
    void publish_order(const OrderNo& order_no);
    void publish_names();
    void publish_lists();
    void publish_runs();
    void publish_jobs_to_print();
    void publish_due_deliveries();
    void publish_status();

    std::unique_ptr<Ledger> ledger_;
    LocalChargeClaims claims_;
    const Clock& clock_;
    const Sink sink_;
    BoundedQueue<LedgerRequest>& requests_;

    std::set<OrderNo> watched_;        // Orders that somebody looks at.
    std::set<OrderNo> changed_;        // Since the last publish_changes().
    bool site_changed_ = false;
    bool board_changed_ = false;
    bool jobs_changed_ = false;
    bool deliveries_changed_ = false;
    bool status_changed_ = false;
    std::set<std::int64_t> told_jobs_;  // Open jobs that the printer knows of.
    struct Told {
        std::int64_t due_utc_us = 0;
        std::int64_t at_us = 0;  // Monotonic.
    };
    std::map<std::int64_t, Told> told_deliveries_;  // By delivery id.
};

}  // namespace lini
