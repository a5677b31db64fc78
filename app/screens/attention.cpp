#include "app/screens/attention.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/screens/wording.h"

namespace lini {
namespace {

bool alarming(MilestoneStatus status) {
    return status == MilestoneStatus::alarm || status == MilestoneStatus::lapsed ||
           status == MilestoneStatus::refused || status == MilestoneStatus::needs_review;
}

std::string refusal_reason(const View& view, const OrderNo& order_no) {
    const auto found = view.orders.find(order_no);
    if (found == view.orders.end()) return {};
    for (const auto& [id, charge] : found->second->charges) {
        if (charge.refused) return charge.answer_reason;
    }
    return {};
}

/// Below the threshold it is the client's approval that asks for a signature.
std::string what_of(const ui::Ui& ui, const OrderSummary& summary) {
    if (summary.milestone == MilestoneStatus::awaiting_signature &&
        !summary.threshold_reached_at_utc_us) {
        return ui.tr("attention.client_approved");
    }
    return ui.tr("attention." + std::string(milestone_status_name(summary.milestone)),
                 {{"percent", ui.percent(std::int64_t{summary.threshold_percent} * 100)}});
}

void add_milestone(const ui::Ui& ui, const View& view, const OrderSummary& summary,
                   std::vector<Attention>& list) {
    if (!milestone_waits(summary.milestone)) return;
    const std::string name(milestone_status_name(summary.milestone));
    const std::string reason = refusal_reason(view, summary.order_no);
    std::string detail_key = "attention." + name + ".detail";
    if (summary.milestone == MilestoneStatus::refused && reason.empty()) detail_key += "_plain";
    const std::int64_t since = summary.threshold_reached_at_utc_us.value_or(summary.last_at_utc_us);
    Attention item;
    item.id = "attention.milestone." + summary.order_no.str();
    item.state = alarming(summary.milestone) ? ui::State::bad : ui::State::hold;
    item.what = what_of(ui, summary);
    item.which = summary.order_no.str() + " · " + ui.percent(summary.progress_basis_points);
    item.detail = ui.tr(detail_key, {{"age", age(ui, view, since)}, {"reason", reason}});
    item.room = Room::termin;
    item.order = summary.order_no;
    list.push_back(std::move(item));
}

void add_locked(const ui::Ui& ui, const OrderSummary& summary, std::vector<Attention>& list) {
    if (!summary.locked_by_unknown) return;
    list.push_back({"attention.locked." + summary.order_no.str(), ui::State::bad,
                    ui.tr("attention.locked"), summary.order_no.str(),
                    ui.tr("attention.locked.detail"), Room::termin, summary.order_no, {}});
}

void add_failed_tests(const ui::Ui& ui, const View& view, const OrderState& order,
                      const BatchState& batch, std::vector<Attention>& list) {
    const bool decided =
        batch.status == BatchStatus::released || batch.status == BatchStatus::rejected;
    const auto product = view.site.products.find(batch.plan.product);
    if (decided || product == view.site.products.end()) return;
    for (const TestLimit& limit : product->second.tests) {
        const TestResult* result = valid_test(batch, limit.code);
        if (result == nullptr || result->record.verdict != Verdict::fails) continue;
        const TestRecorded& record = result->record;
        Attention item;
        item.id = "attention.test." + batch.plan.batch.str() + "." + limit.code;
        item.state = ui::State::bad;
        item.what = ui.tr("attention.failed_test", {{"test", wording(ui, limit.label)}});
        item.which = ui.tr("attention.failed_test.headline",
                           {{"batch", batch.plan.batch.str()},
                            {"value", value_with_unit(ui, record.value, record.unit)}});
        item.detail = ui.tr(
            "attention.failed_test.detail",
            {{"limits", with_unit(limits_text(ui, record.lower, record.upper), record.unit)}});
        item.room = Room::qc;
        item.order = order.order_no;
        item.batch = batch.plan.batch;
        list.push_back(std::move(item));
    }
}

void add_labels(const ui::Ui& ui, const View& view, std::vector<Attention>& list) {
    for (const LabelJob& job : view.label_jobs) {
        if (job.state != LabelJobState::uncertain) continue;
        const ui::Args args{{"carton", ui.count(job.carton_no)}, {"batch", job.batch.str()}};
        list.push_back({"attention.label." + std::to_string(job.job_id), ui::State::hold,
                        ui.tr("attention.uncertain"), ui.tr("attention.uncertain.headline", args),
                        ui.tr("attention.uncertain.detail"), Room::devices, job.order_no, {}});
    }
    const int held = labels_in(view, LabelJobState::held);
    if (held == 0) return;
    std::string why;
    for (const LabelJob& job : view.label_jobs) {
        if (job.state == LabelJobState::held && !job.detail.empty()) {
            why = ui.tr("device." + job.detail);
            break;
        }
    }
    list.push_back({"attention.held", ui::State::hold, ui.tr("attention.held"),
                    ui.tr("attention.held.headline", {{"count", ui.count(held)}}), why,
                    Room::devices, {}, {}});
}

}  // namespace

bool milestone_waits(MilestoneStatus status) {
    return alarming(status) || status == MilestoneStatus::awaiting_signature ||
           status == MilestoneStatus::awaiting_evidence;
}

std::vector<Attention> attention(const ui::Ui& ui, const View& view) {
    std::vector<Attention> list;
    for (const OrderSummary& summary : view.summaries) {
        add_locked(ui, summary, list);
        add_milestone(ui, view, summary, list);
    }
    for (const auto& [order_no, order] : view.orders) {
        for (const auto& [batch_no, batch] : order->batches) {
            add_failed_tests(ui, view, *order, batch, list);
        }
    }
    add_labels(ui, view, list);
    std::stable_sort(list.begin(), list.end(), [](const Attention& a, const Attention& b) {
        return a.state == ui::State::bad && b.state != ui::State::bad;
    });
    return list;
}

int milestones_waiting(const View& view) {
    return static_cast<int>(
        std::count_if(view.summaries.begin(), view.summaries.end(),
                      [](const OrderSummary& s) { return milestone_waits(s.milestone); }));
}

int labels_in(const View& view, LabelJobState state) {
    return static_cast<int>(std::count_if(view.label_jobs.begin(), view.label_jobs.end(),
                                          [&](const LabelJob& job) { return job.state == state; }));
}

int labels_waiting(const View& view) {
    return labels_in(view, LabelJobState::uncertain) + labels_in(view, LabelJobState::held);
}

}  // namespace lini
