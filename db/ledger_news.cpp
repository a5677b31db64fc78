// What the ledger's thread tells of itself: immutable snapshots, each of what changed only.
#include <algorithm>

#include "app/base/log.h"
#include "db/ledger_loop.h"
#include "db/vault.h"

namespace lini {
namespace {

constexpr int kJobsAtOnceMax = 2048;  // Four runs of the largest size.
constexpr int kDueAtOnceMax = 32;
// Whoever was told and had no room for it (a full pump) is told again.
constexpr std::int64_t kTellAgainUs = 60'000'000;

}  // namespace

void LedgerThread::Loop::publish_changes() {
    if (site_changed_) {
        sink_(SitePublished{std::make_unique<const SiteState>(ledger_->site())});
        site_changed_ = false;
    }
    for (const OrderNo& order_no : changed_) {
        if (watched_.count(order_no) != 0) publish_order(order_no);
    }
    changed_.clear();
    if (jobs_changed_) publish_jobs_to_print();
}

void LedgerThread::Loop::publish_order(const OrderNo& order_no) {
    const auto state = ledger_->order(order_no);
    if (!state) {
        log::error("order {}: {}", log::printable(order_no.str()), state.error().code);
        status_changed_ = true;
        sink_(OrderUnreadable{order_no, state.error()});
        return;
    }
    sink_(OrderPublished{std::make_unique<const OrderState>(**state)});
}

void LedgerThread::Loop::publish_names() {
    auto names = ledger_->vault().people();
    if (!names) {
        log::error("names: {}: {}", names.error().code, names.error().detail);
        return;
    }
    sink_(NamesPublished{*std::move(names)});
}

void LedgerThread::Loop::publish_lists() {
    if (board_changed_) {
        if (auto rows = ledger_->summaries(kSummariesMax)) {
            sink_(SummariesPublished{*std::move(rows)});
        }
        board_changed_ = false;
    }
    // Also without a change: a job that the printer gave back is offered again.
    publish_jobs_to_print();
    if (jobs_changed_) {
        if (auto jobs = ledger_->label_jobs(kLabelJobsMax)) {
            sink_(LabelJobsPublished{*std::move(jobs)});
        }
        publish_runs();
        jobs_changed_ = false;
    }
    if (deliveries_changed_) {
        if (auto list = ledger_->deliveries(kFinishedDeliveriesMax)) {
            sink_(DeliveriesPublished{*std::move(list)});
        }
        deliveries_changed_ = false;
    }
}

void LedgerThread::Loop::publish_jobs_to_print() {
    const auto open = ledger_->open_label_jobs(kJobsAtOnceMax);
    if (!open) return;
    JobsToPrint fresh;
    for (const LabelJob& job : *open) {
        if (told_jobs_.insert(job.job_id).second) fresh.jobs.push_back(job);
    }
    if (fresh.jobs.empty()) return;
    publish_runs();
    sink_(std::move(fresh));
}

void LedgerThread::Loop::publish_runs() {
    if (auto runs = ledger_->print_runs()) sink_(PrintRunsPublished{*std::move(runs)});
}

void LedgerThread::Loop::publish_due_deliveries() {
    auto due = ledger_->due_deliveries(clock_.now_utc_us(), kDueAtOnceMax);
    if (!due) return;
    const std::int64_t now_us = clock_.monotonic_us();
    std::map<std::int64_t, Told> told;
    DeliveriesDue fresh;
    for (DueDelivery& one : *due) {
        const std::int64_t at = one.delivery.next_attempt_at_utc_us;
        const auto known = told_deliveries_.find(one.delivery.id);
        const bool is_known = known != told_deliveries_.end() &&
                              known->second.due_utc_us == at &&
                              now_us - known->second.at_us < kTellAgainUs;
        told.emplace(one.delivery.id, is_known ? known->second : Told{at, now_us});
        if (!is_known) fresh.deliveries.push_back(std::move(one));
    }
    told_deliveries_ = std::move(told);
    if (!fresh.deliveries.empty()) sink_(std::move(fresh));
}

void LedgerThread::Loop::publish_status() {
    sink_(StatusPublished{ledger_->status()});
    status_changed_ = false;
}

}  // namespace lini
