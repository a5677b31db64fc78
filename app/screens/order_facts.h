// What the contract says and what became of it, as rows: deviations first, then quantity,
// revisions, warranties, fields. UI thread, inside a layer.
#pragma once

#include <string>
#include <vector>

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

struct OrderFact {
    ui::State state = ui::State::neutral;
    std::string what;
    std::string value;
    std::string more;  // A quieter sentence under it, or empty.
};

std::vector<OrderFact> order_facts(const ui::Ui& ui, const View& view, const OrderState& order);

/// The page of them that `room` holds; turns `page`.
void draw_facts(const ui::Ui& ui, ui::Rect room, const std::vector<OrderFact>& facts, int& page);

}  // namespace lini
