#include <utility>

#include "app/domain/bill.h"
#include "app/domain/charge_answer.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

// A charge bills the term as it was signed for. Where an amendment changed it since, neither the
// old amount (the contract's terms must add up) nor the new one (nobody signed for it) is billed.
bool bills_the_same(const Term& signed_for, const Term& now) {
    return signed_for.amount == now.amount && signed_for.due_days == now.due_days &&
           signed_for.any_of == now.any_of && signed_for.part_of == now.part_of &&
           signed_for.releases == now.releases;
}

}  // namespace

// A claim needs every event up to the signed heads, a recount there equal to the signed one, the
// term that was signed for, and a milestone that is still true. Without the first it waits;
// without the others the signature lapses and nothing is billed.
Decision claim_charge(const SiteState& site, const OrderState& order, const Command& command,
                      const ClaimCharge& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const ChargeId charge{action.term.str()};
    if (order.charges.find(charge) != order.charges.end()) return Accepted{};
    const auto found = order.signatures.find(action.term);
    if (found == order.signatures.end() || found->second.id != action.signature ||
        !found->second.lapsed_reason.empty()) {
        return Refusal{"signature_missing", {}, Remedy::ask_supervisor};
    }
    if (action.judged_version != order.version) {
        return Refusal{"version_moved",
                       {{"judged", action.judged_version}, {"now", order.version}}};
    }
    const auto lapse = [&](const char* reason) {
        return Accepted{{SignatureLapsed{action.term, action.signature, reason}}};
    };
    const Term* term = find_term(order, action.term);
    // Whatever evidence may still come, there is nothing left to bill.
    if (term == nullptr) return lapse("term_changed");
    if (!action.evidence_complete) return Refusal{"evidence_missing", {}};
    const MilestoneSigned& signature = found->second.record;
    if (action.recount_good != signature.evidence.good) return lapse("recount_differs");
    if (!action.signed_term || !bills_the_same(*action.signed_term, *term)) {
        return lapse("term_changed");
    }
    if (!milestone_met(order, *term)) return lapse("condition_false");
    const Date& day = command.stamp.business_date;
    if (auto refusal = first_of([&] { return bills_in_contract(order); },
                                [&] { return taxable(site, order.order->playbook, day); })) {
        return *refusal;
    }
    Accepted accepted;
    for (ChargeClaimed& each : bill_of(site, order, action.term, day).charges) {
        if (order.charges.count(each.charge) > 0) continue;
        each.signature = action.signature;
        accepted.events.emplace_back(std::move(each));
    }
    return accepted;
}

Decision answer_charge(const SiteState&, const OrderState& order, const Command&,
                       const AnswerCharge& action) {
    const auto found = order.charges.find(action.charge);
    if (found == order.charges.end()) {
        return Refusal{"charge_unknown", {{"charge", action.charge.str()}}};
    }
    ChargeAnswered answer{action.charge, action.destination, action.accepted, action.document_no,
                          action.reason};
    if (!answer_changes(found->second, answer)) return Accepted{};
    return Accepted{{std::move(answer)}};
}

// Whether a delivery of it is under way again is the outbox's to know.
Decision resend_charge(const SiteState& site, const OrderState& order, const Command& command,
                       const ResendCharge& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::resend_charge); })) {
        return *refusal;
    }
    const auto found = order.charges.find(action.charge);
    if (found == order.charges.end()) {
        return Refusal{"charge_unknown", {{"charge", action.charge.str()}}};
    }
    if (found->second.refused) return Accepted{};
    return Refusal{"charge_not_refused", {{"charge", found->second.claim.key}}};
}

}  // namespace lini::rules
