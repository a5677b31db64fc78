#include "app/screens/milestone_facts.h"

#include <algorithm>

#include "app/screens/attention.h"

namespace lini {
namespace {

/// The ledger also knows of evidence on its way and of deliveries, which an order's fold does not.
MilestoneStatus known_status(const View& view, const OrderState& order) {
    for (const OrderSummary& summary : view.summaries) {
        if (summary.order_no == order.order_no) return summary.milestone;
    }
    return milestone_status(order);
}

bool is_under_way(const Delivery& delivery) {
    return delivery.state == DeliveryState::waiting || delivery.state == DeliveryState::sending;
}

/// A copy that was taken says nothing of a charge that is still on its way, or was refused.
bool less_settled(const Delivery& delivery, const Delivery* known) {
    if (known == nullptr) return true;
    if (is_under_way(*known)) return false;
    return is_under_way(delivery) || delivery.state == DeliveryState::refused;
}

/// What was signed for stays named when it no longer stands.
void find_approval(MilestoneFacts& facts) {
    if (facts.evidence.milestone.kind != ConditionKind::client_approval) return;
    const std::vector<const ClientApproved*> standing = standing_approvals(*facts.order);
    const auto& known = facts.order->client_approvals;
    facts.approval_stands = !standing.empty();
    if (facts.approval_stands) {
        facts.approval = standing.front();
    } else if (!known.empty()) {
        facts.approval = &known.front().record;
    }
}

void find_signers(const View& view, MilestoneFacts& facts) {
    const std::vector<UserId> counted = contributors(*facts.order);
    for (const auto& [id, user] : view.site.users) {
        const bool holds = user.active && may(user.roles, Right::sign_milestone,
                                              facts.order->order->playbook.grants);
        if (!holds) continue;
        const bool took_part = std::find(counted.begin(), counted.end(), id) != counted.end();
        (took_part ? facts.may_not : facts.may_sign).push_back(id);
    }
}

}  // namespace

bool asks_signature(MilestoneStatus status) {
    return status == MilestoneStatus::awaiting_signature || status == MilestoneStatus::alarm ||
           status == MilestoneStatus::lapsed;
}

std::optional<MilestoneFacts> milestone_facts(const View& view, const OrderNo& order_no) {
    const auto found = view.orders.find(order_no);
    if (found == view.orders.end() || !found->second->order) return std::nullopt;
    MilestoneFacts facts;
    facts.order = found->second.get();
    facts.term = threshold_term(*facts.order);
    if (facts.term == nullptr) return std::nullopt;
    facts.status = known_status(view, *facts.order);
    const auto signature = facts.order->signatures.find(facts.term->id);
    if (signature != facts.order->signatures.end()) facts.signature = &signature->second;
    for (const auto& [id, charge] : facts.order->charges) {
        if (charge.claim.term == facts.term->id) facts.charge = &charge;
    }
    for (const Delivery& delivery : view.deliveries) {
        const bool ours = facts.charge != nullptr && delivery.order_no == order_no &&
                          delivery.charge == facts.charge->claim.charge;
        if (ours && less_settled(delivery, facts.delivery)) facts.delivery = &delivery;
    }
    facts.resent = facts.charge != nullptr && facts.charge->refused &&
                   facts.delivery != nullptr && is_under_way(*facts.delivery);
    facts.frozen = facts.signature != nullptr && facts.signature->lapsed_reason.empty();
    facts.evidence =
        facts.frozen
            ? facts.signature->record.evidence
            : evidence_now(*facts.order, milestone_met(*facts.order, *facts.term)
                                             .value_or(ConditionKind::threshold));
    find_approval(facts);
    find_signers(view, facts);
    return facts;
}

OrderNo milestone_order(const View& view, const OrderNo& chosen) {
    if (view.orders.count(chosen) > 0) return chosen;
    for (const OrderSummary& summary : view.summaries) {
        if (milestone_waits(summary.milestone) && view.orders.count(summary.order_no) > 0) {
            return summary.order_no;
        }
    }
    if (view.orders.count(view.open_order) > 0) return view.open_order;
    return view.orders.empty() ? OrderNo() : view.orders.begin()->first;
}

}  // namespace lini
