#include "db/projections/kpi_rows.h"

namespace lini {

void KpiRows::write(const OrderState& state, const SiteState& site) {
    // Its playbook is the one that it was signed under: what measures nothing never did.
    if (!state.order || state.order->playbook.kpis.empty()) return;
    const std::string order_no = state.order_no.str();
    store_.query("DELETE FROM kpi_row WHERE order_no = ?").bind(order_no).run();
    for (const Measured& value : measured(state, holidays_of(site))) {
        store_
            .query("INSERT INTO kpi_row (order_no, code, client, done_on, numerator, denominator)"
                   " VALUES (?, ?, ?, ?, ?, ?)")
            .bind(order_no)
            .bind(value.code)
            .bind(state.order->client)
            .bind(iso_date(value.done_on))
            .bind(value.numerator)
            .bind(value.denominator)
            .run();
    }
}

void KpiRows::clear() { store_.query("DELETE FROM kpi_row").run(); }

std::vector<KpiRow> KpiRows::all() {
    Query row = store_.query(
        "SELECT order_no, client, code, done_on, numerator, denominator FROM kpi_row"
        " ORDER BY order_no, code");
    std::vector<KpiRow> rows;
    while (row.next()) {
        const auto day = parse_iso_date(row.text(3));
        rows.push_back({OrderNo(row.text(0)),
                        row.text(1),
                        {row.text(2), day.value_or(Date{}), row.integer(4), row.integer(5)}});
    }
    return rows;
}

}  // namespace lini
