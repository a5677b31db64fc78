#include "db/event_table.h"

#include <algorithm>

namespace lini {
namespace {

// All reading statements select these columns, in the order of the table.
#define LINI_EVENT_COLUMNS                                                                   \
    "terminal_id, incarnation, seq, lamport, order_no, at_utc_us, clock_state, zone, "       \
    "business_date, shift, actor, command_id, kind, version, body, prev_hash, hash"

Hash hash_column(const Query& row, int column) {
    const std::string_view bytes = row.blob(column);
    Hash hash{};
    if (bytes.size() != hash.size()) throw StoreFailure{{"data_damaged", "a hash of odd size"}};
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

StoredEvent read_row(const Query& row) {
    StoredEvent event;
    event.id = {TerminalId(row.text(0)), row.integer(1), row.integer(2)};
    event.lamport = row.integer(3);
    event.order_no = row.text(4);
    event.at_utc_us = row.integer(5);
    event.clock_state = row.text(6);
    event.zone = row.text(7);
    event.business_date = row.text(8);
    event.shift = row.integer(9);
    event.actor = row.text(10);
    event.command_id = row.text(11);
    event.kind = row.text(12);
    event.version = row.integer(13);
    event.body = row.blob(14);
    event.prev_hash = hash_column(row, 15);
    event.hash = hash_column(row, 16);
    return event;
}

}  // namespace

void EventTable::insert(const StoredEvent& event) {
    store_
        .query("INSERT INTO event (" LINI_EVENT_COLUMNS
               ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(event.id.terminal.str())
        .bind(event.id.incarnation)
        .bind(event.id.seq)
        .bind(event.lamport)
        .bind(event.order_no)
        .bind(event.at_utc_us)
        .bind(event.clock_state)
        .bind(event.zone)
        .bind(event.business_date)
        .bind(event.shift)
        .bind(event.actor)
        .bind(event.command_id)
        .bind(event.kind)
        .bind(event.version)
        .bind_blob(event.body.data(), event.body.size())
        .bind_blob(event.prev_hash.data(), event.prev_hash.size())
        .bind_blob(event.hash.data(), event.hash.size())
        .run();
}

std::optional<StoredEvent> EventTable::find(const EventId& id) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event WHERE terminal_id = ? AND incarnation = ? AND seq = ?");
    row.bind(id.terminal.str()).bind(id.incarnation).bind(id.seq);
    if (!row.next()) return std::nullopt;
    return read_row(row);
}

std::optional<StoredEvent> EventTable::last(const TerminalId& terminal, std::int64_t incarnation) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event WHERE terminal_id = ? AND incarnation = ?"
                             " ORDER BY seq DESC LIMIT 1");
    if (!row.bind(terminal.str()).bind(incarnation).next()) return std::nullopt;
    return read_row(row);
}

std::int64_t EventTable::last_good_time(const EventId& from, int max) {
    Query row = store_.query("SELECT at_utc_us, clock_state FROM event"
                             " WHERE terminal_id = ? AND incarnation = ? AND seq <= ?"
                             " ORDER BY seq DESC LIMIT ?");
    row.bind(from.terminal.str()).bind(from.incarnation).bind(from.seq).bind(max);
    std::int64_t latest = 0;
    while (row.next()) {
        latest = std::max(latest, row.integer(0));
        if (row.text(1) != "stepped_back") break;
    }
    return latest;
}

std::vector<StoredEvent> EventTable::after(const EventId& after, int max) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event WHERE terminal_id = ? AND incarnation = ? AND seq > ?"
                             " ORDER BY seq LIMIT ?");
    row.bind(after.terminal.str()).bind(after.incarnation).bind(after.seq).bind(max);
    std::vector<StoredEvent> events;
    while (row.next()) events.push_back(read_row(row));
    return events;
}

std::vector<Event> EventTable::by_command(const CommandId& command) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event WHERE command_id = ?"
                             " ORDER BY terminal_id, incarnation, seq");
    row.bind(command.str());
    std::vector<Event> events;
    while (row.next()) events.push_back(must(decode_event(read_row(row))));
    return events;
}

std::vector<std::pair<TerminalId, std::int64_t>> EventTable::chains() {
    // Walks from chain to chain: the table has few of them and many rows in each.
    Query row = store_.query(
        "WITH RECURSIVE chain(t, i) AS ("
        " SELECT * FROM (SELECT terminal_id, incarnation FROM event"
        "  ORDER BY terminal_id, incarnation LIMIT 1)"
        " UNION ALL SELECT"
        "  (SELECT terminal_id FROM event WHERE (terminal_id, incarnation) > (t, i)"
        "   ORDER BY terminal_id, incarnation LIMIT 1),"
        "  (SELECT incarnation FROM event WHERE (terminal_id, incarnation) > (t, i)"
        "   ORDER BY terminal_id, incarnation LIMIT 1)"
        " FROM chain WHERE t IS NOT NULL)"
        " SELECT t, i FROM chain WHERE t IS NOT NULL");
    std::vector<std::pair<TerminalId, std::int64_t>> chains;
    while (row.next()) chains.emplace_back(TerminalId(row.text(0)), row.integer(1));
    return chains;
}

void EventTable::each_of_order(const std::string& order_no,
                               const std::function<void(Event)>& visit) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event WHERE order_no = ?"
                             " ORDER BY lamport, terminal_id, incarnation, seq");
    row.bind(order_no);
    while (row.next()) visit(must(decode_event(read_row(row))));
}

void EventTable::each(const std::function<bool(const StoredEvent&)>& visit) {
    Query row = store_.query("SELECT " LINI_EVENT_COLUMNS
                             " FROM event ORDER BY terminal_id, incarnation, seq");
    while (row.next()) {
        if (!visit(read_row(row))) return;
    }
}

}  // namespace lini
