// The steps of a contract as chips: passed, running here, still to come. UI thread, in a layer.
#pragma once

#include "app/domain/order_state.h"
#include "app/ui/ui.h"

namespace lini {

/// One row; where the words do not fit, only the running step keeps its own.
void draw_step_chips(const ui::Ui& ui, ui::Rect row, const OrderState& order,
                     const BatchState& batch, const StepCode& here);

}  // namespace lini
