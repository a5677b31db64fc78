// The one door to the rules: what a command means in a state. The screen asks it for a preview,
// the ledger asks again within the transaction. Pure: no clock, no random, no I/O; any thread.
#pragma once

#include "app/domain/command.h"
#include "app/domain/order_state.h"
#include "app/domain/site_state.h"

namespace lini {

/// `order` is the state of `command.order_no` (a fresh one where the order is new; ignored for
/// the site's own commands).
Decision decide(const SiteState& site, const OrderState& order, const Command& command);

}  // namespace lini
