#include <algorithm>

#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

constexpr std::string_view kOtherReason = "other";

MaybeRefusal reason_known(const OrderState& order, const RecordReject& action) {
    const auto& reasons = order.order->playbook.reject_reasons;
    const bool known = std::any_of(reasons.begin(), reasons.end(), [&](const RejectReason& reason) {
        return reason.code == action.reason;
    });
    if (!known) return Refusal{"reason_missing", {}, Remedy::choose_reason};
    if (action.reason == kOtherReason) return plain_text(action.note, "note_missing");
    return action.note.empty() ? std::nullopt : plain_text(action.note, "note_missing");
}

}  // namespace

Decision record_reject(const SiteState& site, const OrderState& order, const Command& command,
                       const RecordReject& action) {
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::record_output); },
            [&] { return countable(order, action.batch, action.step); },
            [&] { return quantity_in_range(action.quantity); },
            [&] { return within_received(order, action.batch, action.step, action.quantity); },
            [&] { return reason_known(order, action); })) {
        return *refusal;
    }
    return Accepted{{RejectRecorded{action.batch, action.step, action.quantity, action.reason,
                                    action.note, action.entry}}};
}

}  // namespace lini::rules
