// What a Ledger answers without changing anything.
#include "db/ledger_parts.h"

namespace lini {
namespace {

/// The value that `ask` gives, with the Store's exceptions made into a Result.
template <typename T, typename Ask>
Result<T> answer(Store& store, Ask ask) {
    T value{};
    const auto done = store.read([&] { value = ask(); });
    if (!done) return pass_on(done);
    return value;
}

// True when `heads` had seen this event.
bool seen_by(const std::vector<Head>& heads, const EventId& id) {
    for (const Head& head : heads) {
        if (head.terminal != id.terminal) continue;
        if (std::pair(id.incarnation, id.seq) <= std::pair(head.incarnation, head.seq)) return true;
    }
    return false;
}

}  // namespace

Result<const OrderState*> Ledger::order(const OrderNo& order_no) {
    return answer<const OrderState*>(*parts_->store,
                                     [&] { return &parts_->orders.load(order_no); });
}

const SiteState& Ledger::site() const { return parts_->site; }

Result<std::vector<BatchPlace>> Ledger::find_batch(const std::string& text) {
    return answer<std::vector<BatchPlace>>(*parts_->store,
                                           [&] { return parts_->places.find_batch(text); });
}

Result<std::optional<SerialPlace>> Ledger::find_serial(const Serial& serial) {
    return answer<std::optional<SerialPlace>>(*parts_->store,
                                              [&] { return parts_->places.find_serial(serial); });
}

Result<std::vector<OrderSummary>> Ledger::summaries(int max) {
    return answer<std::vector<OrderSummary>>(
        *parts_->store, [&] { return parts_->order_rows.board(parts_->site, max); });
}

Result<std::vector<OrderSummary>> Ledger::all_summaries() {
    return answer<std::vector<OrderSummary>>(
        *parts_->store, [&] { return parts_->order_rows.all(parts_->site); });
}

Result<std::vector<KpiRow>> Ledger::kpi_rows() {
    return answer<std::vector<KpiRow>>(*parts_->store, [&] { return parts_->kpi_rows.all(); });
}

Result<std::vector<LabelJob>> Ledger::label_jobs(int max) {
    return answer<std::vector<LabelJob>>(*parts_->store,
                                         [&] { return parts_->print_queue.newest(max); });
}

Result<std::vector<LabelJob>> Ledger::open_label_jobs(int max) {
    return answer<std::vector<LabelJob>>(*parts_->store,
                                         [&] { return parts_->print_queue.open(max); });
}

Result<std::vector<std::pair<LabelJobState, std::int64_t>>> Ledger::label_job_counts() {
    return answer<std::vector<std::pair<LabelJobState, std::int64_t>>>(
        *parts_->store, [&] { return parts_->print_queue.counts(); });
}

Result<std::vector<PrintRun>> Ledger::print_runs() {
    return answer<std::vector<PrintRun>>(*parts_->store,
                                         [&] { return parts_->print_queue.runs(); });
}

Result<std::vector<std::pair<OrderNo, BatchNo>>> Ledger::last_label_batches(int max) {
    return answer<std::vector<std::pair<OrderNo, BatchNo>>>(
        *parts_->store, [&] { return parts_->print_queue.last_batches(max); });
}

Result<LabelAccount> Ledger::label_account_of(const OrderNo& order_no, const BatchNo& batch) {
    const auto state = order(order_no);
    if (!state) return pass_on(state);
    return answer<LabelAccount>(*parts_->store, [&] {
        return label_account(**state, batch, parts_->print_queue.of_batch(order_no, batch));
    });
}

Result<std::vector<Delivery>> Ledger::deliveries(int finished_max) {
    return answer<std::vector<Delivery>>(
        *parts_->store, [&] { return parts_->outbox.unfinished_and_last(finished_max); });
}

Result<std::vector<DueDelivery>> Ledger::due_deliveries(std::int64_t now_utc_us, int max) {
    return answer<std::vector<DueDelivery>>(*parts_->store, [&] {
        std::vector<DueDelivery> due;
        for (const Delivery& delivery : parts_->outbox.due(now_utc_us, max)) {
            due.push_back({delivery, parts_->outbox.body(delivery.id)});
        }
        return due;
    });
}

std::int64_t Ledger::latest_at_utc_us() const { return parts_->own.at_utc_us; }

LedgerStatus Ledger::status() {
    const Parts& p = *parts_;
    LedgerStatus status;
    status.terminal = p.options.terminal;
    status.incarnation = p.own.incarnation;
    status.seq = p.own.seq;
    status.head_hash_hex = to_hex(p.own.hash);
    status.events = p.own.seq + p.foreign_events;
    const auto unsynced = answer<std::int64_t>(*p.store, [&] {
        return parts_->outbox.unfinished();
    });
    status.unsynced = unsynced.value_or(0);
    status.stopped_by = p.store->stopped_by();
    status.writable = status.stopped_by.empty();
    return status;
}

Result<std::set<OrderNo>> Ledger::charged_orders() {
    return answer<std::set<OrderNo>>(*parts_->store,
                                     [&] { return parts_->charges.charged_orders(); });
}

Result<std::vector<std::pair<OrderNo, TermId>>> Ledger::open_claims() {
    return answer<std::vector<std::pair<OrderNo, TermId>>>(
        *parts_->store, [&] { return parts_->charges.open_claims(); });
}

Result<Recount> Ledger::recount(const OrderNo& order_no, const std::vector<Head>& heads) {
    return answer<Recount>(*parts_->store, [&] {
        Recount recount;
        recount.state.order_no = order_no;
        recount.complete = !heads.empty();
        for (const Head& head : heads) {
            const auto event = parts_->events.find({head.terminal, head.incarnation, head.seq});
            const bool here = event && to_hex(event->hash) == head.hash_hex &&
                              head.seq <= parts_->whole_to_seq(head.terminal, head.incarnation);
            recount.complete = recount.complete && here;
        }
        parts_->events.each_of_order(order_no.str(), [&](const Event& event) {
            if (seen_by(heads, event.id)) apply(recount.state, event);
        });
        return recount;
    });
}

Result<std::vector<StoredEvent>> Ledger::events_after(const EventId& after, int max) {
    return answer<std::vector<StoredEvent>>(*parts_->store,
                                            [&] { return parts_->events.after(after, max); });
}

Result<std::vector<Head>> Ledger::heads() {
    return answer<std::vector<Head>>(*parts_->store, [&] {
        std::vector<Head> heads;
        for (const auto& [terminal, incarnation] : parts_->events.chains()) {
            const auto last = parts_->events.last(terminal, incarnation);
            if (last) heads.push_back({terminal, incarnation, last->id.seq, to_hex(last->hash)});
        }
        return heads;
    });
}

CredentialStore& Ledger::credentials() { return parts_->credentials; }
Vault& Ledger::vault() { return parts_->vault; }
Attachments& Ledger::attachments() { return parts_->attachments; }

}  // namespace lini
