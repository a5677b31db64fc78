#include "app/cli/phrases_json.h"
#include "app/cli/serve.h"
#include "app/documents/client_report.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

using nlohmann::json;

json row_json(const ReportRow& row) {
    json batches = json::array();
    for (const ReportBatch& batch : row.batches) {
        batches.push_back({{"batch", batch.batch.str()},
                           {"status", std::string(batch_status_name(batch.status))},
                           {"good", batch.good},
                           {"manufactured", iso_date(batch.manufactured)},
                           {"expires", iso_date(batch.expires)}});
    }
    json object{{"order_no", row.order_no.str()}, {"client_po", row.client_po},
                {"product", row.product},         {"ordered", row.ordered},
                {"good", row.good},               {"done", row.done},
                {"batches", std::move(batches)}};
    if (row.promised) object["promised"] = iso_date(*row.promised);
    if (row.expected) object["expected"] = iso_date(*row.expected);
    if (row.next) object["next"] = phrases_json(only(*row.next));
    return object;
}

Result<json> report_of(Ledger& ledger, const std::string& client, const Date& today) {
    const auto summaries = ledger.all_summaries();
    if (!summaries) return pass_on(summaries);
    json rows = json::array();
    for (const OrderSummary& summary : *summaries) {
        if (summary.client != client) continue;
        const auto order = ledger.order(summary.order_no);
        if (!order) return pass_on(order);
        const auto row = report_row(**order, ledger.site(), client, today);
        if (row) rows.push_back(row_json(*row));
    }
    return rows;
}

}  // namespace

json serve_report(const json& request, const VerbContext& context) {
    const std::string client = request.at("client").get<std::string>();
    Result<json> rows;
    Date today{};
    const auto called = context.reading()([&](Ledger& ledger) {
        today = ledger.stamp_now().business_date;
        rows = report_of(ledger, client, today);
    });
    if (!called) return reply_error(called.error());
    if (!rows) return reply_error(rows.error());
    if (rows->empty()) return reply_error({"client_unknown", client});
    return {{"ok", true}, {"rows", *std::move(rows)}, {"today", iso_date(today)}};
}

}  // namespace lini
