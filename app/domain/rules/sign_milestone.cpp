#include <algorithm>

#include "app/domain/gates.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

bool same_counts(const Evidence& seen, const Evidence& now) {
    const auto same_batch = [](const BatchEvidence& a, const BatchEvidence& b) {
        return a.batch == b.batch && a.status == b.status && a.good == b.good &&
               a.reject == b.reject;
    };
    return seen.good == now.good && seen.ordered == now.ordered &&
           seen.threshold_percent == now.threshold_percent &&
           std::equal(seen.batches.begin(), seen.batches.end(), now.batches.begin(),
                      now.batches.end(), same_batch);
}

// Who counted, or entered the client's approval, may not confirm it.
MaybeRefusal signer_is_independent(const OrderState& order, const UserId& signer) {
    const std::vector<UserId> counted = contributors(order);
    if (std::find(counted.begin(), counted.end(), signer) == counted.end()) return std::nullopt;
    return Refusal{"signer_contributed", {{"user", signer.str()}}, Remedy::ask_supervisor};
}

MaybeRefusal not_yet_signed(const OrderState& order, const TermId& term) {
    for (const auto& [id, charge] : order.charges) {
        if (charge.claim.term == term) return Refusal{"already_charged", {{"term", term.str()}}};
    }
    const auto signature = order.signatures.find(term);
    const bool holds =
        signature != order.signatures.end() && signature->second.lapsed_reason.empty();
    return holds ? MaybeRefusal(Refusal{"already_signed", {{"term", term.str()}}}) : std::nullopt;
}

MaybeRefusal not_rejected(const OrderState& order, const BatchNo& batch) {
    if (find_batch(order, batch)->status != BatchStatus::rejected) return std::nullopt;
    return Refusal{"approval_of_rejected", {{"batch", batch.str()}}};
}

bool approved_before(const OrderState& order, const RecordClientApproval& action, bool reversed) {
    return std::any_of(order.client_approvals.begin(), order.client_approvals.end(),
                       [&](const ApprovalState& known) {
                           return known.reversed == reversed &&
                                  known.record.batch == action.batch &&
                                  known.record.reference == action.reference;
                       });
}

}  // namespace

Decision record_client_approval(const SiteState& site, const OrderState& order,
                                const Command& command, const RecordClientApproval& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::record_approval); },
            [&] { return batch_known(order, action.batch); },
            [&] { return not_rejected(order, action.batch); },
            [&] { return plain_text(action.reference, "reference_missing"); })) {
        return *refusal;
    }
    if (approved_before(order, action, false)) return Accepted{};
    // The same file handed in again does not undo a reversal; a person may state it anew.
    if (action.from_file && approved_before(order, action, true)) {
        return Refusal{"approval_taken_back",
                       {{"batch", action.batch.str()}, {"reference", action.reference}}};
    }
    // Nobody could be told apart from whoever signs the bill for it.
    if (command.actor == kSystemActor) {
        return Refusal{"approval_without_recorder", {{"reference", action.reference}}};
    }
    return Accepted{{ClientApproved{action.batch, action.reference}}};
}

Decision sign_milestone(const SiteState& site, const OrderState& order, const Command& command,
                        const SignMilestone& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); }, [&] { return stood_for(order); },
            [&] { return proven(site, order, command, "milestone", Right::sign_milestone); },
            [&] { return signer_is_independent(order, command.proof->user); },
            [&] { return not_yet_signed(order, action.term); },
            [&] { return bills_in_contract(order); })) {
        return *refusal;
    }
    const Term* term = find_term(order, action.term);
    if (term == nullptr) return Refusal{"term_unknown", {{"term", action.term.str()}}};
    const auto met = milestone_met(order, *term);
    if (!met) {
        return Refusal{"milestone_not_reached",
                       {{"good", deliverable_good(order)},
                        {"ordered", ordered_quantity(order)},
                        {"threshold", std::int64_t{order.order->threshold_percent}}}};
    }
    if (const auto closed = closed_to_bill(order, action.term); !closed.empty()) {
        return gate_refusal(order, closed.front());
    }
    if (auto refusal = taxable(site, order.order->playbook, command.stamp.business_date)) {
        return *refusal;
    }
    Evidence now = evidence_now(order, *met);
    if (!same_counts(action.seen, now)) {
        return Refusal{"evidence_moved", {{"seen", action.seen.good}, {"now", now.good}}};
    }
    now.heads = action.seen.heads;
    return Accepted{{MilestoneSigned{action.term, command.proof->user, std::move(now)}}};
}

}  // namespace lini::rules
