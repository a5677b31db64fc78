#include "db/ledger_loop.h"

#include <chrono>

#include "app/base/log.h"
#include "db/vault.h"

namespace lini {
namespace {

// How late a delivery may be noticed to be due, and a refused job be offered again.
constexpr std::chrono::milliseconds kTick{500};
// A busy hour does not keep back what is only told between requests.
constexpr int kRequestsInARowMax = 64;

bool concerns_labels(const Body& body) {
    const auto* output = std::get_if<OutputRecorded>(&body);
    return std::holds_alternative<LabelIssued>(body) ||
           std::holds_alternative<LabelReprinted>(body) ||
           std::holds_alternative<LabelConfirmed>(body) ||
           std::holds_alternative<LabelVoided>(body) ||
           (output != nullptr && !output->serial.empty());
}

}  // namespace

LedgerThread::Loop::Loop(std::unique_ptr<Ledger> ledger, const Clock& clock, Sink sink,
                         BoundedQueue<LedgerRequest>& requests)
    : ledger_(std::move(ledger)),
      claims_(*ledger_),
      clock_(clock),
      sink_(std::move(sink)),
      requests_(requests) {}

void LedgerThread::Loop::run() {
    publish_start();
    int in_a_row = 0;
    for (;;) {
        auto request = requests_.pop_for(kTick);
        if (request) {
            serve(*std::move(request));
            if (requests_.size() > 0 && ++in_a_row < kRequestsInARowMax) continue;
        } else if (requests_.closed()) {
            break;
        }
        in_a_row = 0;
        when_idle();
    }
    ledger_.reset();
}

void LedgerThread::Loop::publish_start() {
    settle_claims();
    changed_.clear();
    site_changed_ = board_changed_ = jobs_changed_ = deliveries_changed_ = true;
    publish_names();
    publish_changes();
    when_idle();
}

void LedgerThread::Loop::serve(LedgerRequest request) {
    std::visit([this](auto& one) { take(one); }, request);
}

void LedgerThread::Loop::when_idle() {
    publish_lists();
    publish_due_deliveries();
    if (auto moved = ledger_->checkpoint(); !moved) status_changed_ = true;
    if (status_changed_) publish_status();
}

void LedgerThread::Loop::take(CommitRequest& request) {
    auto answer = ledger_->commit(request.commands, request.side);
    bool signed_now = false;
    status_changed_ = true;
    if (answer && answer->stored) {
        for (const Outcome& outcome : answer->outcomes) {
            if (outcome.repeated) continue;
            note_changes(outcome.events);
            note_changes(outcome.followed);
            for (const Event& event : outcome.events) {
                signed_now = signed_now || std::holds_alternative<MilestoneSigned>(event.body);
            }
        }
    }
    for (const Command& command : request.commands) {
        // It may settle a job and leave no event.
        jobs_changed_ = jobs_changed_ || std::holds_alternative<ConfirmLabel>(command.action);
        deliveries_changed_ =
            deliveries_changed_ || std::holds_alternative<ResendCharge>(command.action);
    }
    publish_changes();
    const bool names = answer && answer->stored && !request.side.names.empty();
    sink_(CommitDone{request.token, std::move(answer)});
    if (names) publish_names();
    if (signed_now) {
        settle_claims();
        publish_changes();
    }
}

void LedgerThread::Loop::take(FindSerialRequest& request) {
    sink_(SerialFound{request.token, ledger_->find_serial(request.serial)});
}

void LedgerThread::Loop::take(OpenOrderRequest& request) {
    watched_.insert(request.order_no);
    publish_order(request.order_no);
}

void LedgerThread::Loop::take(CloseOrderRequest& request) { watched_.erase(request.order_no); }

void LedgerThread::Loop::take(UpdateJobRequest& request) {
    auto answer = ledger_->update_job(request.job_id, request.state, request.detail);
    // A held job, or one being sent, is still with the printer; any other it has let go.
    const bool with_printer =
        request.state == LabelJobState::held || request.state == LabelJobState::sending;
    // A ledger that stopped would be offered the same job again and again; resume() tells it anew.
    if (!with_printer && answer) told_jobs_.erase(request.job_id);
    jobs_changed_ = true;
    if (!answer) status_changed_ = true;  // It may have stopped at this very write.
    sink_(UpdateDone{request.token, std::move(answer)});
}

void LedgerThread::Loop::take(UpdateRunRequest& request) {
    auto answer = ledger_->update_run(request.run_id, request.paused, request.check_wanted);
    jobs_changed_ = true;
    sink_(UpdateDone{request.token, std::move(answer)});
}

void LedgerThread::Loop::take(UpdateDeliveryRequest& request) {
    auto answer = ledger_->update_delivery(request.delivery);
    deliveries_changed_ = status_changed_ = true;
    sink_(UpdateDone{request.token, std::move(answer)});
}

void LedgerThread::Loop::take(CredentialRequest& request) {
    sink_(CredentialAnswer{request.token, request.run(ledger_->credentials())});
}

void LedgerThread::Loop::take(NamesRequest&) { publish_names(); }

void LedgerThread::Loop::take(StatusRequest& request) {
    StatusDone done;
    done.token = request.token;
    done.status = ledger_->status();
    done.orders = ledger_->all_summaries().value_or(std::vector<OrderSummary>{});
    for (const OrderSummary& row : done.orders) {
        const auto state = ledger_->order(row.order_no);
        if (!state || (*state)->charges.empty()) continue;
        done.states.push_back(std::make_unique<const OrderState>(**state));
    }
    done.label_jobs = ledger_->label_job_counts().value_or(decltype(done.label_jobs){});
    done.deliveries = ledger_->deliveries(kFinishedDeliveriesMax).value_or(done.deliveries);
    sink_(std::move(done));
}

void LedgerThread::Loop::take(CallRequest& request) {
    const LedgerStatus before = ledger_->status();
    request.run(*ledger_);
    const LedgerStatus after = ledger_->status();
    if (after.unsynced != before.unsynced) deliveries_changed_ = status_changed_ = true;
    if (after.events == before.events) return;
    // Whatever it wrote is news of every kind.
    everything_changed();
    settle_claims();
    publish_changes();
    publish_names();
}

void LedgerThread::Loop::take(ResumeRequest& request) {
    const bool stopped = !ledger_->status().writable;
    auto answer = ledger_->resume();
    status_changed_ = true;
    if (stopped && answer) {
        told_jobs_.clear();
        everything_changed();
        settle_claims();
        publish_changes();
    }
    sink_(UpdateDone{request.token, std::move(answer)});
}

void LedgerThread::Loop::everything_changed() {
    changed_ = watched_;
    site_changed_ = board_changed_ = jobs_changed_ = deliveries_changed_ = status_changed_ = true;
}

void LedgerThread::Loop::settle_claims() {
    const auto answers = settle_open_claims(*ledger_, claims_);
    status_changed_ = true;
    if (!answers) {
        log::error("claims: {}: {}", answers.error().code, answers.error().detail);
        return;
    }
    for (const ClaimAnswer& answer : *answers) note_changes(answer.events);
}

void LedgerThread::Loop::note_changes(const std::vector<Event>& events) {
    for (const Event& event : events) {
        board_changed_ = true;
        if (event.order_no.empty()) {
            site_changed_ = true;
            continue;
        }
        changed_.insert(event.order_no);
        jobs_changed_ = jobs_changed_ || concerns_labels(event.body);
        deliveries_changed_ =
            deliveries_changed_ || std::holds_alternative<ChargeClaimed>(event.body);
    }
}

}  // namespace lini
