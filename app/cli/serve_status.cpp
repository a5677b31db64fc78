#include <array>
#include <string>

#include "app/cli/serve.h"
#include "app/domain/bill.h"

namespace lini {
namespace {

using nlohmann::json;

json charge_json(const ChargeState& charge, const std::vector<Delivery>& deliveries) {
    std::string state = "waiting";
    int attempts = 0;
    std::string last_error;
    bool under_way = false;
    for (const Delivery& delivery : deliveries) {
        if (delivery.key != charge.claim.key) continue;
        state = delivery_state_name(delivery.state);
        attempts += delivery.attempts;
        last_error = delivery.last_error;
        under_way = under_way || delivery.state == DeliveryState::waiting ||
                    delivery.state == DeliveryState::sending;
    }
    if (charge.refused && under_way) state = "waiting";  // Sent again.
    if (charge.accepted) state = "accepted";
    if (charge.refused && !under_way) state = "refused";
    return {{"term", charge.claim.term.str()},
            {"key", charge.claim.key},
            {"amount_rupiah", charge.claim.amount.value},
            {"payable_rupiah", payable(charge.claim).value},
            {"adjustment_rupiah", charge.claim.adjustment.value},
            {"state", state},
            {"attempts", attempts},
            {"last_error", last_error},
            {"document_no", charge.document_no}};
}

Result<json> order_json(const OrderSummary& summary, Ledger& ledger, bool charged,
                        const std::vector<Delivery>& deliveries) {
    json charges = json::object();
    if (charged) {
        const auto order = ledger.order(summary.order_no);
        if (!order) return pass_on(order);
        for (const auto& [id, charge] : (*order)->charges) {
            charges[id.str()] = charge_json(charge, deliveries);
        }
    }
    return json{{"client", summary.client},
                {"product", summary.product},
                {"ordered", summary.ordered},
                {"good", summary.good},
                {"rejected", summary.reject},
                {"progress_basis_points", summary.progress_basis_points},
                {"threshold_percent", summary.threshold_percent},
                {"milestone", milestone_status_name(summary.milestone)},
                {"charges", charges}};
}

json account_json(const LabelAccount& account) {
    return {{"issued", account.issued},       {"reprints", account.reprints},
            {"waiting", account.waiting},     {"cancelled", account.cancelled},
            {"uncertain", account.uncertain}, {"sent", account.sent},
            {"confirmed", account.confirmed}, {"used", account.used},
            {"spoiled", account.spoiled},     {"returned", account.returned},
            {"open", account.open()},         {"balances", account.balances()}};
}

// Of the batches that labels were last issued for: to fold every order of a year takes its time.
Result<void> add_label_accounts(json& orders, Ledger& ledger) {
    constexpr int kBatchesMax = 50;
    const auto batches = ledger.last_label_batches(kBatchesMax);
    if (!batches) return pass_on(batches);
    for (const auto& [order_no, batch] : *batches) {
        const auto account = ledger.label_account_of(order_no, batch);
        if (!account) return pass_on(account);
        orders[order_no.str()]["labels"][batch.str()] = account_json(*account);
    }
    return {};
}

json ledger_json(const LedgerStatus& status) {
    return {{"terminal", status.terminal.str()},
            {"incarnation", status.incarnation},
            {"head", {{"seq", status.seq}, {"hash", status.head_hash_hex}}},
            {"events", status.events},
            {"unsynced", status.unsynced},
            {"writable", status.writable},
            {"stopped_by", status.stopped_by}};
}

/// What each finished order adds to the figures, so that anybody can compute them anew.
Result<json> kpi_json(Ledger& ledger) {
    const auto rows = ledger.kpi_rows();
    if (!rows) return pass_on(rows);
    json list = json::array();
    for (const KpiRow& row : *rows) {
        list.push_back({{"order_no", row.order_no.str()},
                        {"client", row.client},
                        {"kpi", row.value.code},
                        {"done_on", iso_date(row.value.done_on)},
                        {"numerator", row.value.numerator},
                        {"denominator", row.value.denominator}});
    }
    return list;
}

Result<json> status_json(Ledger& ledger) {
    constexpr int kFinishedMax = 1000;
    const auto deliveries = ledger.deliveries(kFinishedMax);
    if (!deliveries) return pass_on(deliveries);
    const auto summaries = ledger.all_summaries();
    if (!summaries) return pass_on(summaries);
    const auto counts = ledger.label_job_counts();
    if (!counts) return pass_on(counts);
    const auto charged = ledger.charged_orders();
    if (!charged) return pass_on(charged);

    json orders = json::object();
    for (const OrderSummary& summary : *summaries) {
        auto order = order_json(summary, ledger, charged->contains(summary.order_no), *deliveries);
        if (!order) return pass_on(order);
        orders[summary.order_no.str()] = std::move(*order);
    }
    if (const auto added = add_label_accounts(orders, ledger); !added) return pass_on(added);
    json jobs = json::object();
    constexpr std::array kStates = {LabelJobState::queued,    LabelJobState::sending,
                                    LabelJobState::sent,      LabelJobState::confirmed,
                                    LabelJobState::held,      LabelJobState::uncertain,
                                    LabelJobState::voided};
    for (const LabelJobState state : kStates) jobs[std::string(label_job_state_name(state))] = 0;
    for (const auto& [state, count] : *counts) {
        jobs[std::string(label_job_state_name(state))] = count;
    }
    auto kpis = kpi_json(ledger);
    if (!kpis) return pass_on(kpis);
    return json{{"orders", orders}, {"ledger", ledger_json(ledger.status())},
                {"label_jobs", jobs}, {"kpi", *std::move(kpis)}};
}

}  // namespace

json serve_status(const json&, const VerbContext& context) {
    Result<json> status;
    const auto called = context.ledger([&](Ledger& ledger) { status = status_json(ledger); });
    if (!called) return reply_error(called.error());
    if (!status) return reply_error(status.error());
    return {{"ok", true}, {"status", *status}};
}

}  // namespace lini
