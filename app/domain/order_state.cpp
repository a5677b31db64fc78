#include "app/domain/order_state.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "app/base/check.h"
#include "app/domain/charge_answer.h"
#include "app/domain/contract_fold.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

StepCounts& counts_of(OrderState& state, const BatchNo& batch, const StepCode& step) {
    return state.batches[batch].counts[step];
}

// The units of a record, added (sign 1) or taken back (sign -1).
void count(OrderState& state, const Body& body, std::int64_t sign) {
    if (const auto* output = std::get_if<OutputRecorded>(&body)) {
        counts_of(state, output->batch, output->step).good += sign * output->quantity;
    } else if (const auto* reject = std::get_if<RejectRecorded>(&body)) {
        counts_of(state, reject->batch, reject->step).reject += sign * reject->quantity;
    } else if (const auto* opened = std::get_if<ReworkOpened>(&body)) {
        counts_of(state, opened->batch, opened->step).rework_open += sign * opened->quantity;
    } else if (const auto* closed = std::get_if<ReworkClosed>(&body)) {
        StepCounts& counts = counts_of(state, closed->batch, closed->step);
        counts.good += sign * closed->good;
        counts.scrap += sign * closed->scrap;
        counts.rework_open -= sign * (closed->good + closed->scrap);
    } else if (const auto* sample = std::get_if<SampleTaken>(&body)) {
        counts_of(state, sample->batch, sample->step).samples += sign * sample->quantity;
    } else if (const auto* loss = std::get_if<LossRecorded>(&body)) {
        counts_of(state, loss->batch, loss->step).lost += sign * loss->quantity;
    }
}

template <typename State, typename Same>
bool stands(const std::vector<State>& all, Same same) {
    return std::any_of(all.begin(), all.end(),
                       [&](const State& each) { return !each.reversed && same(each.record); });
}

void take_back(OrderState& state, Record& record, const EventId& by) {
    if (record.reversed) return;
    record.reversed = true;
    record.reversed_by = by;
    count(state, record.body, -1);
    const auto mark = [&](auto& all) {
        for (auto& each : all) {
            if (each.id == record.id) each.reversed = true;
        }
    };
    if (const auto* test = std::get_if<TestRecorded>(&record.body)) {
        mark(state.batches[test->batch].tests);
    }
    mark(state.client_approvals);
    mark(state.checkpoints);
    mark(state.payments);
    mark(state.shipments);
    mark(state.allocations);
    const auto* output = std::get_if<OutputRecorded>(&record.body);
    if (output == nullptr || output->serial.empty()) return;
    const auto label = state.labels.find(output->serial);
    if (label == state.labels.end() || label->second.counted_by != record.id) return;
    label->second.counted_by.reset();
    label->second.status = LabelStatus::confirmed;
}

// A carton that two cut-off terminals counted both is one carton: the first in fold order counts.
bool counted_before(OrderState& state, const OutputRecorded& output, const EventId& id) {
    if (output.serial.empty()) return false;
    const auto found = state.labels.find(output.serial);
    if (found == state.labels.end()) return false;
    if (found->second.counted_by) return true;
    found->second.counted_by = id;
    found->second.status = LabelStatus::counted;
    return false;
}

// Its reversal may have arrived first.
void keep_record(OrderState& state, Record record) {
    const EventId id = record.id;
    Record& stored = state.records.insert_or_assign(id, std::move(record)).first->second;
    const auto waiting = state.waiting_reversals.find(id);
    if (waiting == state.waiting_reversals.end()) return;
    take_back(state, stored, waiting->second.by);
    state.waiting_reversals.erase(waiting);
}

void add_record(OrderState& state, const Event& event) {
    Record record{event.id, event.body, event.actor, event.stamp, false, std::nullopt};
    const auto* output = std::get_if<OutputRecorded>(&event.body);
    if (output != nullptr && counted_before(state, *output, event.id)) {
        record.reversed = true;
        record.reversed_by = state.labels[output->serial].counted_by;
        state.records.insert_or_assign(event.id, std::move(record));
        return;
    }
    count(state, event.body, 1);
    BatchState& batch = state.batches[batch_of(event.body)];
    batch.recorded_at.insert(event.id.terminal);
    batch.last_record_at_utc_us = std::max(batch.last_record_at_utc_us, event.stamp.at_utc_us);
    if (const auto* test = std::get_if<TestRecorded>(&event.body)) {
        batch.tests.push_back(
            TestResult{event.id, *test, event.actor, event.stamp.at_utc_us, false});
    }
    keep_record(state, std::move(record));
}

// One overload a kind; what is a plain record goes through add_record().
struct Folder : ContractFolder {
    using ContractFolder::operator();

    void operator()(const OrderImported& order) const {
        if (state.order && state.order->revision > order.revision) return;
        if (!state.order) {
            state.signed_at_utc_us = event.stamp.at_utc_us;
            state.zone = event.stamp.zone;
        }
        // Whoever stood for the contract as it was has not seen this one.
        const bool same = state.order && state.order->revision == order.revision &&
                          state.order->content_sha256_hex == order.content_sha256_hex;
        if (!same) state.deviations_signed.clear();
        state.order = order;
        state.imported_at_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const BatchPlanned& plan) const { state.batches[plan.batch].plan = plan; }
    void operator()(const BatchStarted& started) const {
        BatchState& batch = state.batches[started.batch];
        if (batch.started) return;
        batch.started = true;
        batch.count_mode = started.count_mode;
    }
    void operator()(const RecordReversed& reversal) const {
        const auto found = state.records.find(reversal.target);
        if (found == state.records.end()) {
            state.waiting_reversals.try_emplace(reversal.target,
                                                WaitingReversal{event.id, reversal.reason});
        } else {
            take_back(state, found->second, event.id);
        }
    }
    void operator()(const BatchClosed& closed) const {
        BatchState& batch = state.batches[closed.batch];
        batch.closed = true;
        if (batch.status == BatchStatus::in_process) batch.status = BatchStatus::quarantine;
    }
    void operator()(const BatchStatusChanged& changed) const {
        BatchState& batch = state.batches[changed.batch];
        batch.status = changed.status;
        batch.status_at_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const ClientApproved& approval) const {
        // A letter is no work at a batch: where and when the batch was worked on stay as they are.
        state.client_approvals.push_back(ApprovalState{event.id, approval, false});
        keep();
    }
    void operator()(const CheckpointRecorded& checkpoint) const {
        state.checkpoints.push_back(CheckpointState{event.id, checkpoint, event.actor,
                                                    event.stamp.at_utc_us, false});
        keep();
    }
    void operator()(const GateOverridden& override_) const {
        state.overrides.push_back(OverrideState{event.id, override_, event.stamp.at_utc_us});
    }
    // Two cut-off terminals that both took one payment in made one fact: the first counts.
    void operator()(const PaymentRecorded& payment) const {
        const bool twice = stands(state.payments, [&](const PaymentRecorded& known) {
            return known.payment == payment.payment;
        });
        state.payments.push_back({event.id, payment, event.actor, {}, 0, twice});
        if (!twice) keep();
    }
    void operator()(const LateEntered& late) const {
        // It is about the record that follows it in the chain of its terminal.
        EventId record = event.id;
        ++record.seq;
        state.late_entries[record] = late;
    }
    void operator()(const UnitsAllocated& allocated) const {
        state.allocations.push_back({event.id, allocated, event.stamp.at_utc_us, false});
        if (!allocated.to_order.empty()) {
            state.batches[allocated.batch].given_units += allocated.quantity;
        } else {
            keep();
        }
    }
    // Likewise of a delivery note.
    void operator()(const ShipmentRecorded& shipment) const {
        const bool twice = stands(state.shipments, [&](const ShipmentRecorded& known) {
            return known.shipment == shipment.shipment;
        });
        state.shipments.push_back({event.id, shipment, event.actor, event.stamp.at_utc_us, twice});
        if (!twice) keep();
    }
    void operator()(const MilestoneSigned& signed_) const {
        state.signatures.insert_or_assign(
            signed_.term, SignatureState{event.id, signed_, event.stamp.at_utc_us, {}});
    }
    void operator()(const SignatureLapsed& lapsed) const {
        const auto found = state.signatures.find(lapsed.term);
        if (found != state.signatures.end() && found->second.id == lapsed.signature) {
            found->second.lapsed_reason = lapsed.reason;
        }
    }
    void operator()(const ChargeClaimed& claim) const {
        ChargeState charge;
        charge.claim = claim;
        charge.id = event.id;
        charge.actor = event.actor;
        charge.at_utc_us = event.stamp.at_utc_us;
        state.charges.try_emplace(claim.charge, std::move(charge));
    }
    void operator()(const ChargeAnswered& answer) const {
        const auto found = state.charges.find(answer.charge);
        if (found == state.charges.end()) return;
        ChargeState& charge = found->second;
        if (!answer_changes(charge, answer)) return;
        charge.accepted = answer.accepted;
        charge.refused = !answer.accepted;
        charge.document_no = answer.document_no;
        charge.answer_reason = answer.reason;
        charge.answered_by = answer.destination;
        charge.answered_at_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const LabelIssued& label) const {
        LabelState issued;
        issued.label = label;
        state.labels.try_emplace(label.serial, std::move(issued));
        BatchState& batch = state.batches[label.batch];
        batch.last_carton_no = std::max(batch.last_carton_no, label.carton_no);
    }
    void operator()(const LabelReprinted& reprint) const {
        const auto found = state.labels.find(reprint.serial);
        if (found == state.labels.end()) return;
        found->second.copies = std::max(found->second.copies, reprint.copy);
    }
    void operator()(const LabelConfirmed& confirmed) const {
        const auto found = state.labels.find(confirmed.serial);
        if (found == state.labels.end() || found->second.status != LabelStatus::issued) return;
        found->second.status = LabelStatus::confirmed;
    }
    void operator()(const LabelVoided& voided) const {
        const auto found = state.labels.find(voided.serial);
        if (found == state.labels.end()) return;
        if (found->second.status != LabelStatus::counted) {
            found->second.status = LabelStatus::voided;
            found->second.void_reason = voided.reason;
        }
    }
    void operator()(const UnknownKind&) const { state.locked_by_unknown = true; }

    // Facts of the site never carry an order number; one that does is only counted.
    void operator()(const IncarnationStarted&) const {}
    void operator()(const UserDefined&) const {}
    void operator()(const ProductDefined&) const {}
    void operator()(const HolidaysDefined&) const {}
    void operator()(const DutiesDefined&) const {}
    void operator()(const TaxesDefined&) const {}
    void operator()(const ProductReserved&) const {}

    /// A record without units.
    void keep() const {
        keep_record(state, Record{event.id, event.body, event.actor, event.stamp, false,
                                  std::nullopt});
    }

    template <typename CountedRecord>
    void operator()(const CountedRecord&) const {
        add_record(state, event);
    }
};

void note_threshold(OrderState& state, std::int64_t at_utc_us) {
    const bool reached = state.order && threshold_reached(deliverable_good(state),
                                                          ordered_quantity(state),
                                                          state.order->threshold_percent);
    if (!reached) {
        state.threshold_reached_at_utc_us.reset();
    } else if (!state.threshold_reached_at_utc_us) {
        state.threshold_reached_at_utc_us = at_utc_us;
    }
}

}  // namespace

bool folds_before(const Event& a, const Event& b) {
    return std::tie(a.lamport, a.id) < std::tie(b.lamport, b.id);
}

bool is_paused(const OrderState& state) {
    return !state.pauses.empty() && state.pauses.back().to_utc_us == 0;
}

void apply(OrderState& state, const Event& event) {
    CHECK(state.order_no.empty() || state.order_no == event.order_no);
    state.order_no = event.order_no;
    ++state.version;
    std::visit(Folder{{state, event}}, event.body);
    auto& head = state.heads[event.id.terminal];
    head = std::max(head, std::pair{event.id.incarnation, event.id.seq});
    state.last_at_utc_us = std::max(state.last_at_utc_us, event.stamp.at_utc_us);
    note_threshold(state, event.stamp.at_utc_us);
}

OrderState fold(const OrderNo& order_no, std::vector<Event> events) {
    std::sort(events.begin(), events.end(), folds_before);
    OrderState state;
    state.order_no = order_no;
    for (const Event& event : events) apply(state, event);
    return state;
}

}  // namespace lini
