// ingest(): events of other terminals, whatever order they come in. They are facts already: no
// rule is asked, nothing is sent or printed for them.
#include "db/ledger_parts.h"

namespace lini {
namespace {

class IngestWork {
public:
    IngestWork(Ledger::Parts& parts, IngestReport& report) : p_(parts), report_(report) {}

    void take(const StoredEvent& event) {
        const bool mine = event.id.terminal == p_.options.terminal &&
                          event.id.incarnation >= p_.own.incarnation;
        const auto known = p_.events.find(event.id);
        if (known && known->hash == event.hash) {
            ++report_.known;
            return;
        }
        if (known || mine) throw StoreFailure{{"event_conflict", to_string(event.id)}};
        check_links(event);
        p_.events.insert(event);
        extend_chain(event);
        ++report_.added;
        const Event decoded = must(decode_event(event));
        site_changed_ = site_changed_ || decoded.order_no.empty();
        p_.project(decoded, false);
    }

    void finish() {
        p_.write_order_rows(p_.touched);
        report_.changed_orders.assign(p_.touched.begin(), p_.touched.end());
        if (site_changed_) p_.fold_site();
    }

private:
    void check_links(const StoredEvent& event) {
        const EventId& id = event.id;
        const auto before = p_.events.find({id.terminal, id.incarnation, id.seq - 1});
        const auto after = p_.events.find({id.terminal, id.incarnation, id.seq + 1});
        const bool first_is_zero = id.seq > 1 || event.prev_hash == Hash{};
        const bool linked = id.seq >= 1 && id.incarnation >= 1 && first_is_zero &&
                            (!before || before->hash == event.prev_hash) &&
                            (!after || after->prev_hash == event.hash);
        if (!linked) throw StoreFailure{{"event_hash", to_string(id) + ": link"}};
    }

    void extend_chain(const StoredEvent& event) {
        const std::string& terminal = event.id.terminal.str();
        p_.store
            ->query("INSERT INTO foreign_chain (terminal_id, incarnation, events, seq_max,"
                    " whole_to_seq, lamport_max) VALUES (?1, ?2, 1, ?3, 0, ?4)"
                    " ON CONFLICT DO UPDATE SET events = events + 1,"
                    " seq_max = max(seq_max, ?3), lamport_max = max(lamport_max, ?4)")
            .bind(terminal)
            .bind(event.id.incarnation)
            .bind(event.id.seq)
            .bind(event.lamport)
            .run();
        std::int64_t whole = p_.whole_to_seq(event.id.terminal, event.id.incarnation);
        const std::int64_t before = whole;
        while (p_.events.find({event.id.terminal, event.id.incarnation, whole + 1})) ++whole;
        if (whole != before) {
            p_.store
                ->query("UPDATE foreign_chain SET whole_to_seq = ?"
                        " WHERE terminal_id = ? AND incarnation = ?")
                .bind(whole)
                .bind(terminal)
                .bind(event.id.incarnation)
                .run();
        }
        ++p_.foreign_events;
        p_.own.lamport = std::max(p_.own.lamport, event.lamport);
    }

    Ledger::Parts& p_;
    IngestReport& report_;
    bool site_changed_ = false;
};

}  // namespace

std::int64_t Ledger::Parts::whole_to_seq(const TerminalId& terminal, std::int64_t incarnation) {
    if (terminal == options.terminal && incarnation == own.incarnation) return own.seq;
    Query row = store->query("SELECT whole_to_seq FROM foreign_chain"
                             " WHERE terminal_id = ? AND incarnation = ?");
    return row.bind(terminal.str()).bind(incarnation).next() ? row.integer(0) : 0;
}

Result<IngestReport> Ledger::ingest(const std::vector<StoredEvent>& incoming) {
    for (const StoredEvent& event : incoming) {
        if (event_hash(event) != event.hash) return fail("event_hash", to_string(event.id));
        if (auto decoded = decode_event(event); !decoded) return pass_on(decoded);
    }
    IngestReport report;
    const auto done = parts_->transact([&] {
        IngestWork work(*parts_, report);
        for (const StoredEvent& event : incoming) work.take(event);
        work.finish();
        return true;
    });
    if (!done) return pass_on(done);
    return report;
}

}  // namespace lini
