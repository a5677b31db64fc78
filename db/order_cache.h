// The states of the orders in use, folded once from the event table and kept up to date event by
// event. Whoever takes a transaction back forgets the orders that it touched.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

#include "app/domain/order_state.h"
#include "db/event_table.h"

namespace lini {

class OrderCache {
public:
    /// Orders kept; a factory has fewer running on one line.
    static constexpr std::size_t kOrdersMax = 64;

    /// `events` outlives this.
    explicit OrderCache(EventTable& events) : events_(events) {}

    /// The order's state; a fresh one where no event is known. Valid until the next load().
    OrderState& load(const OrderNo& order_no);

    /// Folds an event that the table holds by now: at once where it comes last in fold order, else
    /// the order is forgotten and folds anew when it is next asked for.
    void add(const Event& event);

    void forget(const OrderNo& order_no);
    void clear();

private:
    struct Entry {
        OrderState state;
        std::pair<std::int64_t, EventId> last;  // Lamport and id of the last event folded.
    };

    EventTable& events_;
    std::list<Entry> entries_;  // The one used last comes first.
    std::unordered_map<OrderNo, std::list<Entry>::iterator> by_order_;
};

}  // namespace lini
