#include "app/documents/client_report.h"

#include "app/domain/gates.h"
#include "app/domain/plan.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

std::string product_of(const OrderState& state, const SiteState& site) {
    if (state.order->lines.empty()) return {};
    return product_name(site, state.order->lines.front().product);
}

}  // namespace

std::optional<ReportRow> report_row(const OrderState& state, const SiteState& site,
                                    const std::string& client, const Date& today) {
    if (!state.order || client.empty() || state.order->client != client) return std::nullopt;
    ReportRow row;
    row.order_no = state.order_no;
    row.client_po = state.order->client_po;
    row.product = product_of(state, site);
    row.ordered = ordered_quantity(state);
    row.good = deliverable_good(state);
    const std::vector<PlanRow> plan = plan_of(state, holidays_of(site), today);
    if (!plan.empty()) {
        row.promised = plan.back().planned_to;
        row.expected = plan.back().expected_to;
        row.done = plan.back().done.has_value();
    }
    if (const Gate* gate = next_gate(state)) row.next = Phrase{gate->code, {}, gate->label, {}};
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.plan.bulk) continue;
        row.batches.push_back({batch_no, batch.status, deliverable_units(state, batch),
                               batch.plan.manufactured, batch.plan.expires});
    }
    return row;
}

}  // namespace lini
