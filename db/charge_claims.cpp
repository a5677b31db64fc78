#include "db/charge_claims.h"

#include "app/base/log.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

// One signature is claimed by one command, however often a restart repeats it.
CommandId claim_command(const EventId& signature) {
    return CommandId("claim:" + to_string(signature));
}

Result<ClaimAnswer> settle(Ledger& ledger, ChargeClaims& claims, const OrderNo& order_no,
                           const TermId& term) {
    const auto state = ledger.order(order_no);
    if (!state) return pass_on(state);
    const auto found = (*state)->signatures.find(term);
    if (found == (*state)->signatures.end()) {
        ClaimAnswer none;
        none.refusal = Refusal{"signature_missing", {}, Remedy::ask_supervisor};
        return none;
    }
    const SignatureState signature = found->second;
    const std::int64_t version = (*state)->version;
    const auto recount = ledger.recount(order_no, signature.record.evidence.heads);
    if (!recount) return pass_on(recount);
    ClaimEvidence evidence;
    evidence.term = term;
    evidence.signature = signature.id;
    evidence.recount_good = deliverable_good(recount->state);
    evidence.complete = recount->complete;
    const Term* signed_for = find_term(recount->state, term);
    if (signed_for != nullptr) evidence.signed_term = *signed_for;
    return claims.claim(order_no, ChargeId(term.str()), version, evidence);
}

}  // namespace

Result<ClaimAnswer> LocalChargeClaims::claim(const OrderNo& order_no, const ChargeId& charge_id,
                                             std::int64_t version, const ClaimEvidence& evidence) {
    ClaimCharge action;
    action.term = evidence.term;
    action.signature = evidence.signature;
    action.judged_version = version;
    action.recount_good = evidence.recount_good;
    action.evidence_complete = evidence.complete;
    action.signed_term = evidence.signed_term;
    const auto answer = ledger_.commit(
        {ledger_.system_command(claim_command(evidence.signature), order_no, action)});
    if (!answer) return pass_on(answer);
    ClaimAnswer result;
    result.order_no = order_no;
    const Outcome& outcome = answer->outcomes.front();
    result.refusal = outcome.refusal;
    result.events = outcome.events;
    if (!outcome.accepted) return result;
    const auto state = ledger_.order(order_no);
    if (!state) return pass_on(state);
    result.charged = (*state)->charges.find(charge_id) != (*state)->charges.end();
    result.lapsed = !result.charged;
    return result;
}

Result<std::vector<ClaimAnswer>> settle_open_claims(Ledger& ledger, ChargeClaims& claims) {
    const auto open = ledger.open_claims();
    if (!open) return pass_on(open);
    std::vector<ClaimAnswer> answers;
    for (const auto& [order_no, term] : *open) {
        auto answer = settle(ledger, claims, order_no, term);
        if (!answer) {
            log::error("claim {}/{}: {}: {}", log::printable(order_no.str()), term.str(),
                       answer.error().code, log::printable(answer.error().detail));
            continue;
        }
        if (answer->refusal) {
            log::info("claim {}/{}: {}", order_no.str(), term.str(), to_string(*answer->refusal));
        }
        answers.push_back(*std::move(answer));
    }
    return answers;
}

}  // namespace lini
