// An order's progress over all terminals with the band of its milestone. UI thread, in a layer.
#pragma once

#include "app/domain/order_state.h"
#include "app/domain/views.h"
#include "app/ui/progress_bar.h"
#include "app/ui/ui.h"

namespace lini {

/// The bar with what stands beside it; wants 120 design pixels of height.
void draw_order_progress(const ui::Ui& ui, ui::Rect room, const OrderState& order);

/// Progress and band of an order: the band runs from its threshold to the playbook's upper bound,
/// and is not drawn where no term waits for it.
ui::Progress progress_of(const OrderState& order);

}  // namespace lini
