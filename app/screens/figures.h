// Figures that only screens show: shares and rates read off what progress.h counts.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "app/domain/order_state.h"

namespace lini {

/// Units that were judged at a step: good, reject and scrap.
std::int64_t judged_units(const StepCounts& counts);

/// part / whole in basis points, rounded to the nearest tenth of a percent (10 basis points) as
/// people read it, but never up to 100 %; 0 where there is no whole.
std::int64_t share_basis_points(std::int64_t part, std::int64_t whole);

/// Good units that unreversed records added to the batch at `step` in the hour up to `now_utc_us`.
std::int64_t good_in_last_hour(const OrderState& order, const BatchNo& batch, const StepCode& step,
                               std::int64_t now_utc_us);

/// Terminals whose unreversed records are in the batch's count at `step`, in order of their names.
std::vector<TerminalId> terminals_of(const OrderState& order, const BatchNo& batch,
                                     const StepCode& step);

/// Good units still missing until the order's threshold; 0 when it is reached.
std::int64_t units_to_threshold(const OrderState& order);
/// The least good count that reaches the threshold.
std::int64_t threshold_units(std::int64_t ordered, int threshold_percent);

}  // namespace lini
