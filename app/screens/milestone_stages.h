// The way of a milestone in five tiles: reached, signed, billable, sent, invoiced.
// UI thread, inside a layer.
#pragma once

#include "app/screens/milestone_facts.h"
#include "app/ui/ui.h"

namespace lini {

void draw_milestone_stages(const ui::Ui& ui, const ui::Rect& row, const View& view,
                           const MilestoneFacts& facts);

}  // namespace lini
