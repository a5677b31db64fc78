#include "app/domain/contract_fold.h"

#include <algorithm>
#include <utility>

namespace lini {

void ContractFolder::operator()(const OrderPaused& paused) const {
    if (is_paused(state)) return;
    state.pauses.push_back(PauseState{paused, event.stamp.at_utc_us, 0});
}

void ContractFolder::operator()(const OrderResumed&) const {
    if (state.pauses.empty() || state.pauses.back().to_utc_us != 0) return;
    state.pauses.back().to_utc_us = event.stamp.at_utc_us;
}

void ContractFolder::operator()(const OrderEnded& ended) const {
    if (!state.ending) state.ending = EndingState{event.id, ended, event.stamp.at_utc_us};
}

void ContractFolder::operator()(const QuantityClosed& closed) const {
    if (!state.closing) state.closing = ClosingState{event.id, closed, event.stamp.at_utc_us};
}

// As far as the contract goes it is a charge like another; nothing of it is sent anywhere.
void ContractFolder::operator()(const TermOpened& opened) const {
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

void ContractFolder::operator()(const CaseOpened& opened) const {
    if (find_case(opened.case_no) != nullptr) return;
    CaseState fresh;
    fresh.id = event.id;
    fresh.opened = opened;
    fresh.actor = event.actor;
    fresh.at_utc_us = event.stamp.at_utc_us;
    state.cases.push_back(std::move(fresh));
}

void ContractFolder::operator()(const CaseMoved& moved) const {
    CaseState* known = find_case(moved.case_no);
    if (known == nullptr || known->closed) return;
    known->step = moved.step;
    known->note = moved.note;
}

void ContractFolder::operator()(const CaseClosed& closed) const {
    CaseState* known = find_case(closed.case_no);
    if (known == nullptr || known->closed) return;
    known->closed = closed;
    known->closed_at_utc_us = event.stamp.at_utc_us;
}

void ContractFolder::operator()(const RevisionAsked& asked) const {
    if (revision(asked.revision) != nullptr) return;
    RevisionState fresh;
    fresh.id = event.id;
    fresh.asked = asked;
    fresh.asked_at_utc_us = event.stamp.at_utc_us;
    state.revisions.push_back(std::move(fresh));
}

void ContractFolder::operator()(const RevisionAgreed& agreed) const {
    RevisionState* known = revision(agreed.revision);
    if (known == nullptr || known->agreed) return;
    known->agreed = agreed;
    known->agreed_id = event.id;
    known->agreed_at_utc_us = event.stamp.at_utc_us;
}

void ContractFolder::operator()(const RevisionDone& done) const {
    RevisionState* known = revision(done.revision);
    if (known != nullptr) known->done = true;
}

void ContractFolder::operator()(const UnitsReceived& received) const {
    BatchState& batch = state.batches[received.batch];
    batch.received_units += received.quantity;
    state.allocations.push_back({event.id,
                                 {received.batch, received.quantity, received.line, {},
                                  received.signer},
                                 event.stamp.at_utc_us,
                                 false});
    if (!batch.plan.batch.empty()) return;
    batch.plan = {received.batch, received.product, received.quantity, received.manufactured,
                  received.expires};
    batch.received_from = received.from_order;
    batch.started = true;
    batch.closed = true;
    batch.status = BatchStatus::released;
    batch.status_at_utc_us = event.stamp.at_utc_us;
}

void ContractFolder::operator()(const DeviationSigned& signed_) const {
    state.deviations_signed.try_emplace(signed_.rule, signed_.signer);
}

void ContractFolder::operator()(const PaymentConfirmed& confirmed) const {
    for (PaymentState& payment : state.payments) {
        if (payment.reversed || payment.record.payment != confirmed.payment) continue;
        if (!payment.confirmed_by.empty()) continue;
        payment.confirmed_by = confirmed.signer;
        payment.confirmed_at_utc_us = event.stamp.at_utc_us;
    }
}

CaseState* ContractFolder::find_case(const std::string& case_no) const {
    const auto found = std::find_if(
        state.cases.begin(), state.cases.end(),
        [&](const CaseState& each) { return each.opened.case_no == case_no; });
    return found == state.cases.end() ? nullptr : &*found;
}

RevisionState* ContractFolder::revision(const std::string& key) const {
    const auto found = std::find_if(
        state.revisions.begin(), state.revisions.end(),
        [&](const RevisionState& each) { return each.asked.revision == key; });
    return found == state.revisions.end() ? nullptr : &*found;
}

}  // namespace lini
