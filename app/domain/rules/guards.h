// Questions that several rules ask first. Each gives the refusal, or nothing. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "app/domain/command.h"
#include "app/domain/order_state.h"
#include "app/domain/progress.h"
#include "app/domain/site_state.h"

namespace lini::rules {

using MaybeRefusal = std::optional<Refusal>;

inline constexpr std::size_t kReasonBytesMax = 200;

/// The actor is known, active and holds `right` under the order's playbook.
MaybeRefusal actor_may(const SiteState& site, const OrderState& order, const Command& command,
                       Right right);

/// The command carries a proof of `meaning` by an active user who holds `right`.
MaybeRefusal proven(const SiteState& site, const OrderState& order, const Command& command,
                    std::string_view meaning, Right right);

/// The order is known and this program understands all of it.
MaybeRefusal order_open(const OrderState& order);

/// The contract is neither paused nor ended, and somebody stands for what is unusual in it.
MaybeRefusal work_goes_on(const OrderState& order);

/// Somebody stands for what is unusual in the contract.
MaybeRefusal stood_for(const OrderState& order);

/// Every term that was billed is still one of the contract's: after an amendment that was made
/// without knowing the bill, billing on would ask for the same money twice.
MaybeRefusal bills_in_contract(const OrderState& order);

/// The batch is in the order.
MaybeRefusal batch_known(const OrderState& order, const BatchNo& batch);

/// Work goes on, and no gate of the playbook keeps this from being done to the batch (empty: to
/// the order).
MaybeRefusal gates_open(const OrderState& order, const GatedAct& act, const BatchNo& batch);

/// Every tax of the playbook has a rate on that day.
MaybeRefusal taxable(const SiteState& site, const Playbook& playbook, const Date& day);

/// The bulk that the batch is filled from is neither rejected nor on hold.
MaybeRefusal bulk_sound(const OrderState& order, const BatchState& batch);

/// A bulk is weighed and mixed; what is filled from it is filled and packed.
MaybeRefusal step_of_batch(const BatchPlanned& batch, const Step& step);

/// Units may be recorded in this batch at this step.
MaybeRefusal countable(const OrderState& order, const BatchNo& batch, const StepCode& step);

/// 1 to kQuantityMax.
MaybeRefusal quantity_in_range(std::int64_t quantity);

/// `more` units at this step stay within what the step before passed on.
MaybeRefusal within_received(const OrderState& order, const BatchNo& batch, const StepCode& step,
                             std::int64_t more);

/// Good units beyond the ordered quantity and the contract's tolerance need a supervisor's proof
/// and a reason. Fills `approval` where one was needed and given.
MaybeRefusal within_ordered(const SiteState& site, const OrderState& order,
                            const Command& command, const StepCode& step, std::int64_t more,
                            const std::string& over_reason, std::optional<Approval>& approval);

/// A reason or note: there, printable UTF-8, at most kReasonBytesMax bytes.
MaybeRefusal plain_text(std::string_view text, std::string_view missing_key);

/// At most 16 SHA-256, hex.
MaybeRefusal digests_valid(const std::vector<std::string>& attachments);

/// The first refusal of a list of checks that were made in order.
template <typename... Checks>
MaybeRefusal first_of(Checks&&... checks) {
    MaybeRefusal found;
    static_cast<void>(((found = checks()) || ...));
    return found;
}

}  // namespace lini::rules
