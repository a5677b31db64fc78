#include "db/projections/order_rows.h"

#include "app/domain/progress.h"

namespace lini {
namespace {

constexpr std::int64_t kDayUs = 86'400'000'000;
constexpr int kColumns = 16;

#define LINI_SUMMARY_COLUMNS                                                                     \
    "order_no, client, product_code, ordered, good, reject, progress_basis_points, "             \
    "threshold_percent, milestone, threshold_reached_at_utc_us, document_no, last_at_utc_us, "   \
    "locked_by_unknown, version, urgency, last_day"

int urgency_of(const OrderSummary& row) {
    if (row.locked_by_unknown) return 0;
    switch (row.milestone) {
        case MilestoneStatus::awaiting_signature:
        case MilestoneStatus::alarm:
        case MilestoneStatus::lapsed:
        case MilestoneStatus::refused:
        case MilestoneStatus::needs_review: return 0;
        case MilestoneStatus::accepted: return row.good >= row.ordered ? 2 : 1;
        default: return 1;
    }
}

std::string product_code_of(const OrderState& state) {
    if (!state.order || state.order->lines.empty()) return {};
    return state.order->lines.front().product.str();
}

std::string product_name(const SiteState& site, const std::string& code) {
    const auto found = site.products.find(ProductCode(code));
    return found == site.products.end() ? code : found->second.name;
}

OrderSummary read_row(const Query& row, const SiteState& site) {
    OrderSummary summary;
    summary.order_no = OrderNo(row.text(0));
    summary.client = row.text(1);
    summary.product = product_name(site, row.text(2));
    summary.ordered = row.integer(3);
    summary.good = row.integer(4);
    summary.reject = row.integer(5);
    summary.progress_basis_points = row.integer(6);
    summary.threshold_percent = static_cast<int>(row.integer(7));
    summary.milestone = static_cast<MilestoneStatus>(row.integer(8));
    if (!row.is_null(9)) summary.threshold_reached_at_utc_us = row.integer(9);
    summary.document_no = row.text(10);
    summary.last_at_utc_us = row.integer(11);
    summary.locked_by_unknown = row.integer(12) != 0;
    return summary;
}

// All columns as one text: two rows are compared by it.
std::string fingerprint(Store& store, const std::string& order_no) {
    Query row = store.query("SELECT " LINI_SUMMARY_COLUMNS
                            " FROM order_summary WHERE order_no = ?");
    if (!row.bind(order_no).next()) return {};
    std::string text;
    for (int column = 0; column < kColumns; ++column) {
        text += row.is_null(column) ? "null" : row.text(column);
        text += '\x1f';
    }
    return text;
}

}  // namespace

OrderSummary summary_of(const OrderState& state, const SiteState& site) {
    OrderSummary summary;
    summary.order_no = state.order_no;
    if (state.order) {
        summary.client = state.order->client;
        summary.threshold_percent = state.order->threshold_percent;
    }
    summary.product = product_name(site, product_code_of(state));
    summary.ordered = ordered_quantity(state);
    summary.good = deliverable_good(state);
    summary.reject = total_reject(state);
    summary.progress_basis_points = progress_basis_points(state);
    summary.milestone = milestone_status(state);
    summary.threshold_reached_at_utc_us = state.threshold_reached_at_utc_us;
    if (const Term* term = threshold_term(state)) {
        const auto charge = state.charges.find(ChargeId(term->id.str()));
        if (charge != state.charges.end()) summary.document_no = charge->second.document_no;
    }
    summary.last_at_utc_us = state.last_at_utc_us;
    summary.locked_by_unknown = state.locked_by_unknown;
    return summary;
}

namespace {

// Binds what both statements below set, in the order of LINI_SUMMARY_COLUMNS but the order number.
void bind_figures(Query& row, const OrderState& state, const OrderSummary& summary,
                  const std::string& product_code) {
    row.bind(summary.client).bind(product_code);
    row.bind(summary.ordered).bind(summary.good).bind(summary.reject);
    row.bind(summary.progress_basis_points).bind(summary.threshold_percent);
    row.bind(static_cast<std::int64_t>(summary.milestone));
    if (summary.threshold_reached_at_utc_us) {
        row.bind(*summary.threshold_reached_at_utc_us);
    } else {
        row.bind_null();
    }
    row.bind(summary.document_no).bind(summary.last_at_utc_us);
    row.bind(summary.locked_by_unknown ? 1 : 0).bind(state.version);
}

// Where the row keeps its place on the board, the board's index stays untouched: a page less.
bool update_in_place(Store& store, const OrderState& state, const OrderSummary& summary,
                     const std::string& product_code) {
    Query row = store.query(
        "UPDATE order_summary SET client = ?, product_code = ?, ordered = ?, good = ?, reject = ?,"
        " progress_basis_points = ?, threshold_percent = ?, milestone = ?,"
        " threshold_reached_at_utc_us = ?, document_no = ?, last_at_utc_us = ?,"
        " locked_by_unknown = ?, version = ? WHERE order_no = ? AND urgency = ? AND last_day = ?");
    bind_figures(row, state, summary, product_code);
    row.bind(state.order_no.str()).bind(urgency_of(summary));
    return row.bind(summary.last_at_utc_us / kDayUs).run() != 0;
}

}  // namespace

bool OrderRows::write(const OrderState& state, bool compare) {
    const std::string before = compare ? fingerprint(store_, state.order_no.str()) : std::string();
    const OrderSummary summary = summary_of(state, SiteState{});
    const std::string product_code = product_code_of(state);
    if (!update_in_place(store_, state, summary, product_code)) {
        Query row = store_.query("INSERT OR REPLACE INTO order_summary (" LINI_SUMMARY_COLUMNS
                                 ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        row.bind(state.order_no.str());
        bind_figures(row, state, summary, product_code);
        row.bind(urgency_of(summary)).bind(summary.last_at_utc_us / kDayUs).run();
    }
    return compare && before != fingerprint(store_, state.order_no.str());
}

std::vector<OrderSummary> OrderRows::board(const SiteState& site, int max) {
    Query row = store_.query("SELECT " LINI_SUMMARY_COLUMNS
                             " FROM order_summary ORDER BY urgency, last_day DESC, order_no"
                             " LIMIT ?");
    row.bind(max);
    std::vector<OrderSummary> rows;
    while (row.next()) rows.push_back(read_row(row, site));
    return rows;
}

std::vector<OrderSummary> OrderRows::all(const SiteState& site) {
    Query row = store_.query("SELECT " LINI_SUMMARY_COLUMNS
                             " FROM order_summary ORDER BY order_no");
    std::vector<OrderSummary> rows;
    while (row.next()) rows.push_back(read_row(row, site));
    return rows;
}

std::vector<std::string> OrderRows::order_numbers() {
    // Walks the index from order to order instead of reading every event.
    Query row = store_.query(
        "WITH RECURSIVE number(n) AS (SELECT min(order_no) FROM event UNION ALL"
        " SELECT (SELECT min(order_no) FROM event WHERE order_no > n) FROM number"
        " WHERE n IS NOT NULL) SELECT n FROM number WHERE n IS NOT NULL AND n <> ''");
    std::vector<std::string> numbers;
    while (row.next()) numbers.push_back(row.text(0));
    return numbers;
}

int OrderRows::remove_unknown() {
    return store_
        .query("DELETE FROM order_summary WHERE NOT EXISTS"
               " (SELECT 1 FROM event WHERE event.order_no = order_summary.order_no)")
        .run();
}

}  // namespace lini
