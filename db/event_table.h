// The facts as rows: append, find, walk. Decides nothing and keeps nothing in memory.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/codec.h"
#include "db/store.h"

namespace lini {

class EventTable {
public:
    explicit EventTable(Store& store) : store_(store) {}

    void insert(const StoredEvent& event);

    std::optional<StoredEvent> find(const EventId& id);
    /// The last event of a chain; nothing when the chain is empty.
    /// The latest time among `from` and what its chain has before it, down to the first record
    /// whose clock had not stepped back, at most `max` records.
    std::int64_t last_good_time(const EventId& from, int max);
    std::optional<StoredEvent> last(const TerminalId& terminal, std::int64_t incarnation);
    /// Events of one chain with seq > `after.seq`, at most `max`.
    std::vector<StoredEvent> after(const EventId& after, int max);
    std::vector<Event> by_command(const CommandId& command);
    /// All chains, by what the event table itself holds.
    std::vector<std::pair<TerminalId, std::int64_t>> chains();

    /// Calls `visit` with each event of the order, in fold order. Throws StoreFailure
    /// "body_damaged" at a row that cannot be read.
    void each_of_order(const std::string& order_no, const std::function<void(Event)>& visit);
    /// Every event, chain by chain, by seq. `visit` gives false to stop.
    void each(const std::function<bool(const StoredEvent&)>& visit);

private:
    Store& store_;
};

}  // namespace lini
