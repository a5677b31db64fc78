#include "app/screens/attention.h"

#include <algorithm>
#include <set>

#include "app/base/check.h"
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

AttentionWords milestone_words(const ui::Ui& ui, const View& view, const OrderSummary& summary) {
    const std::string name(milestone_status_name(summary.milestone));
    const std::string reason = refusal_reason(view, summary.order_no);
    std::string detail_key = "attention." + name + ".detail";
    if (summary.milestone == MilestoneStatus::refused && reason.empty()) detail_key += "_plain";
    if (ui.locale.has("refusal." + reason)) detail_key = "refusal." + reason;
    const std::int64_t since = summary.threshold_reached_at_utc_us.value_or(summary.last_at_utc_us);
    return {"attention.milestone." + summary.order_no.str(), what_of(ui, summary),
            summary.order_no.str() + " · " + ui.percent(summary.progress_basis_points),
            ui.tr(detail_key, {{"age", age(ui, view, since)}, {"reason", reason}})};
}

AttentionWords locked_words(const ui::Ui& ui, const OrderSummary& summary) {
    return {"attention.locked." + summary.order_no.str(), ui.tr("attention.locked"),
            summary.order_no.str(), ui.tr("attention.locked.detail")};
}

AttentionWords failed_test_words(const ui::Ui& ui, const Attention& item) {
    const TestRecorded& record = *item.result;
    const std::string batch = item.batch->plan.batch.str();
    const std::string limits = limits_text(ui, record.lower, record.upper);
    return {"attention.test." + batch + "." + item.limit->code,
            ui.tr("attention.failed_test", {{"test", wording(ui, item.limit->label)}}),
            ui.tr("attention.failed_test.headline",
                  {{"batch", batch}, {"value", value_with_unit(ui, record.value, record.unit)}}),
            ui.tr("attention.failed_test.detail", {{"limits", with_unit(limits, record.unit)}})};
}

AttentionWords uncertain_words(const ui::Ui& ui, const LabelJob& job) {
    const ui::Args args{{"carton", ui.count(job.carton_no)}, {"batch", job.batch.str()}};
    return {"attention.label." + std::to_string(job.job_id), ui.tr("attention.uncertain"),
            ui.tr("attention.uncertain.headline", args), ui.tr("attention.uncertain.detail")};
}

AttentionWords held_words(const ui::Ui& ui, const View& view, const LabelJob& job) {
    const std::string count = ui.count(labels_in(view, LabelJobState::held));
    return {"attention.held", ui.tr("attention.held"),
            ui.tr("attention.held.headline", {{"count", count}}),
            job_trouble(ui, job.detail)};
}

void add_orders(const View& view, std::vector<Attention>& list) {
    for (const OrderSummary& summary : view.summaries) {
        if (summary.locked_by_unknown) {
            list.push_back({.kind = Attention::Kind::locked, .state = ui::State::bad,
                            .room = Room::termin, .summary = &summary});
        }
        if (milestone_waits(summary.milestone)) {
            const bool bad = alarming(summary.milestone);
            list.push_back({.kind = Attention::Kind::milestone,
                            .state = bad ? ui::State::bad : ui::State::hold,
                            .room = Room::termin, .summary = &summary});
        }
    }
}

void add_failed_tests(const View& view, const OrderState& order, const BatchState& batch,
                      std::vector<Attention>& list) {
    if (batch.tests.empty()) return;
    const bool decided =
        batch.status == BatchStatus::released || batch.status == BatchStatus::rejected;
    const auto product = view.site.products.find(batch.plan.product);
    if (decided || product == view.site.products.end()) return;
    for (const TestLimit& limit : product->second.tests) {
        const TestResult* result = valid_test(batch, limit.code);
        if (result == nullptr || result->record.verdict != Verdict::fails) continue;
        list.push_back({.kind = Attention::Kind::failed_test, .state = ui::State::bad,
                        .room = Room::qc, .order = &order, .batch = &batch, .limit = &limit,
                        .result = &result->record});
    }
}

void add_labels(const View& view, std::vector<Attention>& list) {
    const LabelJob* held = nullptr;
    for (const LabelJob& job : view.label_jobs) {
        if (job.state == LabelJobState::uncertain) {
            list.push_back({.kind = Attention::Kind::uncertain_label, .room = Room::devices,
                            .job = &job});
        }
        if (job.state == LabelJobState::held && (held == nullptr || held->detail.empty())) {
            held = &job;
        }
    }
    if (held == nullptr) return;
    list.push_back({.kind = Attention::Kind::held_labels, .room = Room::devices, .job = held});
}

}  // namespace

std::vector<Attention> attention(const View& view) {
    std::vector<Attention> list;
    add_orders(view, list);
    for (const auto& [order_no, order] : view.orders) {
        for (const auto& [batch_no, batch] : order->batches) {
            add_failed_tests(view, *order, batch, list);
        }
    }
    add_labels(view, list);
    std::stable_partition(list.begin(), list.end(), [](const Attention& item) {
        return item.state == ui::State::bad;
    });
    return list;
}

AttentionWords words_of(const ui::Ui& ui, const View& view, const Attention& item) {
    switch (item.kind) {
        case Attention::Kind::locked: return locked_words(ui, *item.summary);
        case Attention::Kind::milestone: return milestone_words(ui, view, *item.summary);
        case Attention::Kind::failed_test: return failed_test_words(ui, item);
        case Attention::Kind::uncertain_label: return uncertain_words(ui, *item.job);
        case Attention::Kind::held_labels: return held_words(ui, view, *item.job);
    }
    CHECK(false);
    return {};
}

OrderNo order_of(const Attention& item) {
    if (item.summary != nullptr) return item.summary->order_no;
    if (item.order != nullptr) return item.order->order_no;
    return item.kind == Attention::Kind::uncertain_label ? item.job->order_no : OrderNo();
}

bool milestone_waits(MilestoneStatus status) {
    return alarming(status) || status == MilestoneStatus::awaiting_signature ||
           status == MilestoneStatus::awaiting_evidence;
}

int milestones_waiting(const View& view) {
    return static_cast<int>(
        std::count_if(view.summaries.begin(), view.summaries.end(),
                      [](const OrderSummary& s) { return milestone_waits(s.milestone); }));
}

int charges_refused(const View& view) {
    std::set<OrderNo> refused;
    for (const OrderSummary& summary : view.summaries) {
        if (summary.milestone == MilestoneStatus::refused) refused.insert(summary.order_no);
    }
    for (const auto& [order_no, order] : view.orders) {
        for (const auto& [id, charge] : order->charges) {
            if (charge.refused && !charge.accepted) refused.insert(order_no);
        }
    }
    for (const Delivery& delivery : view.deliveries) {
        // A loaded order knows better: its charge may have been accepted since.
        const bool unknown = view.orders.count(delivery.order_no) == 0;
        if (unknown && delivery.state == DeliveryState::refused) refused.insert(delivery.order_no);
    }
    return static_cast<int>(refused.size());
}

int labels_in(const View& view, LabelJobState state) {
    return static_cast<int>(std::count_if(view.label_jobs.begin(), view.label_jobs.end(),
                                          [&](const LabelJob& job) { return job.state == state; }));
}

int labels_waiting(const View& view) {
    const auto waits = [](const RunView& one) { return one.run.is_to_be_checked(); };
    const auto runs = std::count_if(view.runs.begin(), view.runs.end(), waits);
    return labels_in(view, LabelJobState::uncertain) + labels_in(view, LabelJobState::held) +
           static_cast<int>(runs);
}

}  // namespace lini
