// Which batches an order's count takes: its contract decides by their status. Pure; any thread.
#pragma once

#include "app/domain/order_state.h"

namespace lini {

/// True where the good units of a batch of this status count. The order must be imported.
bool status_counts(const OrderState& state, BatchStatus status);

}  // namespace lini
