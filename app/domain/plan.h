// The dates of a contract: what was promised, what happened, what is to be expected, and what
// lateness costs. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/working_days.h"

namespace lini {

/// One deadline of the playbook. Dates are those of the order's zone. Points into the state.
struct PlanRow {
    const Deadline* deadline = nullptr;
    int days = 0;                // The contract's.
    std::optional<Date> from;    // When its condition came true.
    Date planned_from{};         // As the contract says, if nothing had moved it.
    Date planned_to{};
    Date due{};                  // From when it began, with what moved and paused it.
    Date expected_from{};        // As it stands today; equals the fact where there is one.
    Date expected_to{};
    std::optional<Date> done;
    int moved_days = 0;   // Working days that the client's late answers moved it.
    int paused_days = 0;  // Days of pauses that fell into it, in its own kind of days.
    int late_days = 0;    // Of its own kind, beyond what was moved and paused, up to today.
};

/// In the playbook's order, without those that end with what falls away in this contract
/// (falls_away()). A deadline begins when its `from` comes true; until then, when the
/// deadline before it that ends with that condition is expected to end, else today.
/// `today` is the day to judge lateness by.
std::vector<PlanRow> plan_of(const OrderState& state, const Holidays& holidays, const Date& today);

/// What the maker owes for lateness: nothing without a damages clause or within its tolerance.
/// Days that the client or a pause took are left out of `days`.
struct DamagesDue {
    int days = 0;
    Rupiah amount;        // Positive; capped where the contract says so.
    int left_out_days = 0;
    bool over = false;    // What was late is done, or the cap is reached: it grows no more.
};
inline const ChargeId kDamagesCharge{"damages:1"};
DamagesDue damages_due(const OrderState& state, const Holidays& holidays, const Date& today);

/// Until when this warranty holds; nothing before it began.
std::optional<Date> warranty_until(const OrderState& state, const Warranty& warranty);

}  // namespace lini
