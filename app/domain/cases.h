// Cases: complaints, conflicts, visits; which are open and until when. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/domain/order_state.h"

namespace lini {

const CaseKind* find_case_kind(const OrderState& state, const std::string& code);
const CaseState* find_case(const OrderState& state, const std::string& case_no);

/// Opened and not closed, of this kind; in fold order. They point into `state`.
std::vector<const CaseState*> open_cases(const OrderState& state, const std::string& kind);

/// When its clock runs out, microseconds UTC; nothing for a kind without a clock.
std::optional<std::int64_t> case_due_utc_us(const OrderState& state, const CaseState& case_);

}  // namespace lini
