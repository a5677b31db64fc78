#include "app/domain/order_state.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "app/base/check.h"
#include "app/domain/charge_answer.h"
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
struct Folder {
    OrderState& state;
    const Event& event;

    void operator()(const OrderImported& order) const {
        if (state.order && state.order->revision > order.revision) return;
        if (!state.order) {
            state.signed_at_utc_us = event.stamp.at_utc_us;
            state.zone = event.stamp.zone;
        }
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
    void operator()(const OrderPaused& paused) const {
        if (is_paused(state)) return;
        state.pauses.push_back(PauseState{paused, event.stamp.at_utc_us, 0});
    }
    void operator()(const OrderResumed&) const {
        if (state.pauses.empty() || state.pauses.back().to_utc_us != 0) return;
        state.pauses.back().to_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const OrderEnded& ended) const {
        if (!state.ending) state.ending = EndingState{event.id, ended, event.stamp.at_utc_us};
    }
    void operator()(const QuantityClosed& closed) const {
        if (!state.closing) state.closing = ClosingState{event.id, closed, event.stamp.at_utc_us};
    }
    // As far as the contract goes it is a charge like another; nothing of it is sent anywhere.
    void operator()(const TermOpened& opened) const {
        ChargeState charge;
        charge.claim.charge = ChargeId(opened.term.str());
        charge.claim.term = opened.term;
        charge.claim.amount = opened.amount;
        charge.id = event.id;
        charge.at_utc_us = event.stamp.at_utc_us;
        charge.accepted = true;
        charge.document_no = opened.document_no;
        if (!state.charges.try_emplace(charge.claim.charge, charge).second) return;
        if (opened.paid.value == 0) return;
        PaymentState paid;
        paid.id = event.id;
        paid.record.payment = "opening:" + opened.term.str();
        paid.record.charge = charge.claim.charge;
        paid.record.amount = opened.paid;
        paid.record.reference = opened.document_no;
        paid.actor = event.actor;
        paid.confirmed_by = event.actor;
        paid.confirmed_at_utc_us = event.stamp.at_utc_us;
        state.payments.push_back(std::move(paid));
    }
    void operator()(const CaseOpened& opened) const {
        if (find_case(opened.case_no) != nullptr) return;
        CaseState fresh;
        fresh.id = event.id;
        fresh.opened = opened;
        fresh.actor = event.actor;
        fresh.at_utc_us = event.stamp.at_utc_us;
        state.cases.push_back(std::move(fresh));
    }
    void operator()(const CaseMoved& moved) const {
        CaseState* known = find_case(moved.case_no);
        if (known == nullptr || known->closed) return;
        known->step = moved.step;
        known->note = moved.note;
    }
    void operator()(const CaseClosed& closed) const {
        CaseState* known = find_case(closed.case_no);
        if (known == nullptr || known->closed) return;
        known->closed = closed;
        known->closed_at_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const RevisionAsked& asked) const {
        if (revision(asked.revision) != nullptr) return;
        RevisionState fresh;
        fresh.id = event.id;
        fresh.asked = asked;
        fresh.asked_at_utc_us = event.stamp.at_utc_us;
        state.revisions.push_back(std::move(fresh));
    }
    void operator()(const RevisionAgreed& agreed) const {
        RevisionState* known = revision(agreed.revision);
        if (known == nullptr || known->agreed) return;
        known->agreed = agreed;
        known->agreed_id = event.id;
        known->agreed_at_utc_us = event.stamp.at_utc_us;
    }
    void operator()(const RevisionDone& done) const {
        RevisionState* known = revision(done.revision);
        if (known != nullptr) known->done = true;
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
    // Likewise of a delivery note.
    void operator()(const ShipmentRecorded& shipment) const {
        const bool twice = stands(state.shipments, [&](const ShipmentRecorded& known) {
            return known.shipment == shipment.shipment;
        });
        state.shipments.push_back({event.id, shipment, event.actor, event.stamp.at_utc_us, twice});
        if (!twice) keep();
    }
    void operator()(const PaymentConfirmed& confirmed) const {
        for (PaymentState& payment : state.payments) {
            if (payment.reversed || payment.record.payment != confirmed.payment) continue;
            if (!payment.confirmed_by.empty()) continue;
            payment.confirmed_by = confirmed.signer;
            payment.confirmed_at_utc_us = event.stamp.at_utc_us;
        }
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

    CaseState* find_case(const std::string& case_no) const {
        const auto found = std::find_if(
            state.cases.begin(), state.cases.end(),
            [&](const CaseState& each) { return each.opened.case_no == case_no; });
        return found == state.cases.end() ? nullptr : &*found;
    }

    RevisionState* revision(const std::string& key) const {
        const auto found = std::find_if(
            state.revisions.begin(), state.revisions.end(),
            [&](const RevisionState& each) { return each.asked.revision == key; });
        return found == state.revisions.end() ? nullptr : &*found;
    }

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
    std::visit(Folder{state, event}, event.body);
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
