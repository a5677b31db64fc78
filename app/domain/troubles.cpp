#include "app/domain/troubles.h"

#include <algorithm>

#include "app/domain/cases.h"
#include "app/domain/payments.h"
#include "app/domain/plan.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

void add_plan(const OrderState& state, const Holidays& holidays, const Date& today,
              std::vector<Trouble>& troubles) {
    const DamagesDue due = damages_due(state, holidays, today);
    const bool credited = state.charges.count(kDamagesCharge) > 0;
    if (due.days > 0 && !credited) troubles.push_back({TroubleKind::damages, due.days, {}});
    for (const PlanRow& row : plan_of(state, holidays, today)) {
        if (row.done || row.late_days == 0) continue;
        troubles.push_back({TroubleKind::late, row.late_days, row.deadline->label});
    }
}

void add_bills(const OrderState& state, const Date& today, std::vector<Trouble>& troubles) {
    for (const Term& term : state.order->terms) {
        const auto due = due_on(state, term);
        if (!due || is_settled(state, term.id)) continue;
        const auto days = days_between(*due, today);
        if (days <= 0) continue;
        troubles.push_back({TroubleKind::overdue, static_cast<int>(days), term.label});
    }
}

void add_cases(const OrderState& state, std::int64_t now_utc_us,
               std::vector<Trouble>& troubles) {
    for (const CaseState& each : state.cases) {
        const auto due = case_due_utc_us(state, each);
        if (each.closed || !due || *due >= now_utc_us) continue;
        const CaseKind* kind = find_case_kind(state, each.opened.kind);
        troubles.push_back(
            {TroubleKind::case_overdue, 0, kind == nullptr ? Wording{} : kind->label});
    }
}

}  // namespace

std::vector<Trouble> troubles_of(const OrderState& state, const Holidays& holidays,
                                 const Date& today, std::int64_t now_utc_us) {
    std::vector<Trouble> troubles;
    if (!state.order || state.ending) return troubles;
    add_plan(state, holidays, today, troubles);
    add_bills(state, today, troubles);
    add_cases(state, now_utc_us, troubles);
    if (is_paused(state)) troubles.push_back({TroubleKind::paused, 0, {}});
    std::stable_sort(troubles.begin(), troubles.end(), [](const Trouble& a, const Trouble& b) {
        return a.kind < b.kind;
    });
    return troubles;
}

}  // namespace lini
