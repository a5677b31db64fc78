#include "db/projections/charges.h"

#include <optional>

namespace lini {
namespace {

void insert_charge(Store& store, const Event& event, const ChargeClaimed& claim, bool own) {
    Query row = store.query(
        "INSERT INTO charge (order_no, charge_id, key, amount_rupiah, terminal_id, incarnation,"
        " seq) VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    row.bind(event.order_no.str()).bind(claim.charge.str()).bind(claim.key);
    row.bind(claim.amount.value).bind(event.id.terminal.str()).bind(event.id.incarnation);
    const int inserted = row.bind(event.id.seq).run();
    if (inserted == 0 && own) throw StoreFailure{{"charge_exists", claim.key}};
}

}  // namespace

void Charges::note(const Event& event, bool own) {
    if (const auto* claim = std::get_if<ChargeClaimed>(&event.body)) {
        insert_charge(store_, event, *claim, own);
    }
    note_claim(event, own);
}

void Charges::note_claim(const Event& event, bool own) {
    const auto* record = std::get_if<MilestoneSigned>(&event.body);
    if (record != nullptr && own) {
        store_.query("INSERT OR IGNORE INTO open_claim (order_no, term) VALUES (?, ?)")
            .bind(event.order_no.str())
            .bind(record->term.str())
            .run();
        return;
    }
    std::optional<TermId> settled;
    if (const auto* claim = std::get_if<ChargeClaimed>(&event.body)) settled = claim->term;
    if (const auto* lapsed = std::get_if<SignatureLapsed>(&event.body)) settled = lapsed->term;
    if (!settled) return;
    store_.query("DELETE FROM open_claim WHERE order_no = ? AND term = ?")
        .bind(event.order_no.str())
        .bind(settled->str())
        .run();
}

std::set<OrderNo> Charges::charged_orders() {
    Query row = store_.query("SELECT DISTINCT order_no FROM charge");
    std::set<OrderNo> orders;
    while (row.next()) orders.emplace(row.text(0));
    return orders;
}

std::vector<std::pair<OrderNo, TermId>> Charges::open_claims() {
    Query row = store_.query("SELECT order_no, term FROM open_claim ORDER BY order_no, term");
    std::vector<std::pair<OrderNo, TermId>> claims;
    while (row.next()) claims.emplace_back(OrderNo(row.text(0)), TermId(row.text(1)));
    return claims;
}

void Charges::clear_open_claims() { store_.query("DELETE FROM open_claim").run(); }

}  // namespace lini
