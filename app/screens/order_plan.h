// The contract's plan as a picture: what was planned (grey) against what was and will be.
// UI thread, inside a layer.
#pragma once

#include "app/domain/plan.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// As the plan stands today at the site.
std::vector<PlanRow> plan_today(const View& view, const OrderState& order);

/// A row for each deadline, months along the top, a line for today.
void draw_plan(const ui::Ui& ui, ui::Rect room, const View& view, const OrderState& order);

}  // namespace lini
