// Per order: its version, and the row that the board shows. Stores and finds; each figure is
// asked of app/domain/progress.h.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/site_state.h"
#include "app/domain/views.h"
#include "db/store.h"

namespace lini {

class OrderRows {
public:
    explicit OrderRows(Store& store) : store_(store) {}

    /// Writes both rows of an order as `state` has them. True when they differed from what was
    /// stored, which is asked only with `compare`.
    bool write(const OrderState& state, bool compare = false);

    /// Rows that need a person first, then running, then done.
    std::vector<OrderSummary> board(const SiteState& site, int max);
    /// By order number.
    std::vector<OrderSummary> all(const SiteState& site);
    /// Of every order that has an event.
    std::vector<std::string> order_numbers();
    /// Takes out rows of orders that have no event; gives their number.
    int remove_unknown();

private:
    Store& store_;
};

/// What the board shows of an order; the product's name comes from `site`.
OrderSummary summary_of(const OrderState& state, const SiteState& site);

}  // namespace lini
