#include "app/domain/cases.h"

#include <algorithm>

namespace lini {

const CaseKind* find_case_kind(const OrderState& state, const std::string& code) {
    if (!state.order) return nullptr;
    const auto& all = state.order->playbook.cases;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const CaseKind& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

const CaseState* find_case(const OrderState& state, const std::string& case_no) {
    const auto found =
        std::find_if(state.cases.begin(), state.cases.end(),
                     [&](const CaseState& each) { return each.opened.case_no == case_no; });
    return found == state.cases.end() ? nullptr : &*found;
}

std::vector<const CaseState*> open_cases(const OrderState& state, const std::string& kind) {
    std::vector<const CaseState*> open;
    for (const CaseState& each : state.cases) {
        if (each.opened.kind == kind && !each.closed) open.push_back(&each);
    }
    return open;
}

std::optional<std::int64_t> case_due_utc_us(const OrderState& state, const CaseState& case_) {
    const CaseKind* kind = find_case_kind(state, case_.opened.kind);
    if (kind == nullptr || kind->hours == 0) return std::nullopt;
    return case_.at_utc_us + std::int64_t{kind->hours} * 3'600 * 1'000'000;
}

}  // namespace lini
