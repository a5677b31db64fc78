#include <utility>

#include "app/domain/bill.h"
#include "app/domain/gates.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"
#include "app/domain/stages.h"

namespace lini::rules {
namespace {

bool says_the_same(const RevisionAsked& a, const RevisionAsked& b) {
    return a.stage == b.stage && a.cause == b.cause && a.description == b.description &&
           a.reference == b.reference;
}

MaybeRefusal stage_open(const OrderState& order, const std::string& code) {
    const RevisionStage* stage = find_stage(order, code);
    if (stage == nullptr) return Refusal{"stage_unknown", {{"stage", code}}};
    if (!condition_met(order, stage->until, {})) return std::nullopt;
    return Refusal{"stage_over", {{"stage", named(stage->code, stage->label)}}};
}

}  // namespace

Decision ask_revision(const SiteState& site, const OrderState& order, const Command& command,
                      const AskRevision& action) {
    const RevisionAsked& asked = action.revision;
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::record_approval); })) {
        return *refusal;
    }
    if (!is_id_text(asked.revision)) {
        return Refusal{"revision_key_invalid", {{"revision", asked.revision}}};
    }
    if (const RevisionState* known = find_revision(order, asked.revision)) {
        if (says_the_same(known->asked, asked)) return Accepted{};
        return Refusal{"revision_differs", {{"revision", asked.revision}}};
    }
    if (auto refusal = first_of(
            [&] { return work_goes_on(order); }, [&] { return stage_open(order, asked.stage); },
            [&] { return plain_text(asked.description, "reason_missing"); },
            [&] { return plain_text(asked.reference, "reference_missing"); })) {
        return *refusal;
    }
    return Accepted{{asked}};
}

// What the maker's own checks found costs the client nothing and counts against nothing.
Decision agree_revision(const SiteState& site, const OrderState& order, const Command& command,
                        const AgreeRevision& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const RevisionState* revision = find_revision(order, action.revision);
    if (revision == nullptr) return Refusal{"revision_unknown", {{"revision", action.revision}}};
    if (revision->agreed) return Refusal{"revision_agreed", {{"revision", action.revision}}};
    if (auto refusal = proven(site, order, command, "revision", Right::sign_milestone)) {
        return *refusal;
    }
    RevisionAgreed agreed{action.revision, 0, {}, command.proof->user};
    const RevisionStage* stage = find_stage(order, revision->asked.stage);
    if (stage != nullptr && revision->asked.cause == RevisionCause::client) {
        agreed.number = counted_revisions(order, stage->code) + 1;
        agreed.fee = revision_fee(order, *stage, agreed.number);
    }
    Accepted accepted;
    accepted.events.emplace_back(agreed);
    if (agreed.fee.value > 0) {
        const Date& day = command.stamp.business_date;
        if (auto refusal = taxable(site, order.order->playbook, day)) return *refusal;
        ChargeClaimed fee =
            plain_charge(site, order, ChargeId("fee:" + action.revision), agreed.fee, day);
        fee.bill_with = next_unbilled_term(order);
        accepted.events.emplace_back(std::move(fee));
    }
    return accepted;
}

Decision finish_revision(const SiteState& site, const OrderState& order, const Command& command,
                         const FinishRevision& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::record_approval); })) {
        return *refusal;
    }
    const RevisionState* revision = find_revision(order, action.revision);
    if (revision == nullptr) return Refusal{"revision_unknown", {{"revision", action.revision}}};
    if (!revision->agreed) return Refusal{"revision_not_agreed", {{"revision", action.revision}}};
    if (revision->done) return Accepted{};
    return Accepted{{RevisionDone{action.revision}}};
}

}  // namespace lini::rules
