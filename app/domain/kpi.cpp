#include "app/domain/kpi.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/plan.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

constexpr std::int64_t kTenths = 10;
constexpr std::int64_t kBasisPoints = 10'000;

std::optional<Date> day_of(const OrderState& state, std::int64_t at_utc_us) {
    const auto local = local_time(at_utc_us, state.zone);
    return local ? std::optional(local->date) : std::nullopt;
}

std::optional<Measured> measured_by_plan(const OrderState& state, const Holidays& holidays,
                                         const Kpi& kpi) {
    const Deadline* deadline = find_deadline(state.order->playbook, kpi.deadline);
    if (deadline == nullptr) return std::nullopt;
    const auto done_at = condition_met_at_utc_us(state, deadline->until);
    const auto done = done_at ? day_of(state, *done_at) : std::nullopt;
    if (!done) return std::nullopt;
    for (const PlanRow& row : plan_of(state, holidays, *done)) {
        if (row.deadline->code != kpi.deadline || !row.from) continue;
        const bool lead = kpi.measure == KpiMeasure::lead_time;
        const std::int64_t on_time = row.late_days == 0 ? 1 : 0;
        return Measured{kpi.code, *done, lead ? days_between(*row.from, *done) : on_time, 1};
    }
    return std::nullopt;
}

// Units of batches that were rejected whole were made and are no good.
std::optional<Measured> measured_by_count(const OrderState& state, const Kpi& kpi) {
    if (!state.closing) return std::nullopt;
    const auto day = day_of(state, state.closing->at_utc_us);
    if (!day) return std::nullopt;
    Measured value{kpi.code, *day, 0, 0};
    for (const auto& [batch_no, batch] : state.batches) {
        const StepCounts counts = step_counts(batch, state.order->playbook.counting_step);
        const bool rejected = batch.status == BatchStatus::rejected;
        const std::int64_t bad = counts.reject + counts.scrap + (rejected ? counts.good : 0);
        value.numerator += bad;
        value.denominator += bad + (rejected ? 0 : counts.good);
    }
    return value.denominator > 0 ? std::optional(value) : std::nullopt;
}

std::int64_t scale_of(const Kpi& kpi) {
    return kpi.measure == KpiMeasure::lead_time ? kTenths : kBasisPoints;
}

}  // namespace

std::vector<Measured> measured(const OrderState& state, const Holidays& holidays) {
    std::vector<Measured> values;
    if (!state.order) return values;
    for (const Kpi& kpi : state.order->playbook.kpis) {
        const auto value = kpi.measure == KpiMeasure::defect_rate
                               ? measured_by_count(state, kpi)
                               : measured_by_plan(state, holidays, kpi);
        if (value) values.push_back(*value);
    }
    return values;
}

bool is_behind(const Kpi& kpi, const KpiRow& row, const KpiPeriod& period,
               const std::string& client) {
    return row.value.code == kpi.code && row.value.done_on >= period.from &&
           row.value.done_on <= period.to && (client.empty() || row.client == client);
}

KpiFigure kpi_figure(const Kpi& kpi, const std::vector<KpiRow>& rows, const KpiPeriod& period,
                     const std::string& client) {
    KpiFigure figure;
    for (const KpiRow& row : rows) {
        if (!is_behind(kpi, row, period, client)) continue;
        figure.numerator += row.value.numerator;
        figure.denominator += row.value.denominator;
        figure.behind.push_back(row.order_no);
    }
    return figure;
}

std::int64_t shown_value(const Kpi& kpi, const KpiFigure& figure) {
    CHECK(figure.denominator > 0);
    const std::int64_t twice = 2 * figure.numerator * scale_of(kpi) + figure.denominator;
    return twice / (2 * figure.denominator);
}

bool meets_target(const Kpi& kpi, const KpiFigure& figure) {
    CHECK(figure.denominator > 0);
    const std::int64_t scale = kpi.measure == KpiMeasure::lead_time ? 1 : kBasisPoints;
    const std::int64_t is = figure.numerator * scale;
    const std::int64_t wanted = kpi.target * figure.denominator;
    switch (kpi.comparison) {
        case Comparison::at_most: return is <= wanted;
        case Comparison::below: return is < wanted;
        case Comparison::at_least: return is >= wanted;
        case Comparison::above: return is > wanted;
    }
    CHECK(false);
    return false;
}

}  // namespace lini
