// What finished orders add to the maker's figures. Stores and finds; what is measured is asked of
// app/domain/kpi.h.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <vector>

#include "app/domain/kpi.h"
#include "app/domain/site_state.h"
#include "db/store.h"

namespace lini {

class KpiRows {
public:
    explicit KpiRows(Store& store) : store_(store) {}

    void write(const OrderState& state, const SiteState& site);
    void clear();
    /// By order number.
    std::vector<KpiRow> all();

private:
    Store& store_;
};

}  // namespace lini
