#include "app/domain/charge_answer.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

// A claim needs every event up to the signed heads, a recount there equal to the signed one, and
// a milestone that is still true. Without the first it waits; without the others the signature
// lapses and nothing is billed.
Decision claim_charge(const SiteState&, const OrderState& order, const Command&,
                      const ClaimCharge& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const Term* term = find_term(order, action.term);
    if (term == nullptr) return Refusal{"term_unknown", {{"term", action.term.str()}}};
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
    if (!action.evidence_complete) return Refusal{"evidence_missing", {}};
    const MilestoneSigned& signature = found->second.record;
    if (action.recount_good != signature.evidence.good) {
        return Accepted{{SignatureLapsed{action.term, action.signature, "recount_differs"}}};
    }
    if (!milestone_met(order, *term)) {
        return Accepted{{SignatureLapsed{action.term, action.signature, "condition_false"}}};
    }
    return Accepted{{ChargeClaimed{charge, action.term, term->amount, action.signature,
                                   order.order_no.str() + "/" + charge.str()}}};
}

Decision answer_charge(const SiteState&, const OrderState& order, const Command&,
                       const AnswerCharge& action) {
    const auto found = order.charges.find(action.charge);
    if (found == order.charges.end()) {
        return Refusal{"charge_unknown", {{"charge", action.charge.str()}}};
    }
    if (!answer_changes(found->second, action.accepted, action.document_no)) return Accepted{};
    return Accepted{{ChargeAnswered{action.charge, action.destination, action.accepted,
                                    action.document_no, action.reason}}};
}

}  // namespace lini::rules
