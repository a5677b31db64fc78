// The maker's figures over finished orders: lead time, defects, punctuality. Sums of integers, so a
// figure does not depend on the order of its parts; it is rounded once, when it is shown.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/working_days.h"

namespace lini {

/// What one order adds to one figure, on the day on which it was done.
struct Measured {
    std::string code;  // Of the KPI.
    Date done_on{};
    std::int64_t numerator = 0;    // Days; bad units; 1 for on time.
    std::int64_t denominator = 1;  // Orders; all units.
    friend bool operator==(const Measured&, const Measured&) = default;
};

/// Nothing for a KPI whose deadline is not met, or whose quantity is not closed.
std::vector<Measured> measured(const OrderState& state, const Holidays& holidays);

struct KpiRow {
    OrderNo order_no;
    std::string client;
    Measured value;
};

struct KpiPeriod {
    Date from{};  // Both are in it.
    Date to{};
};

struct KpiFigure {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;  // 0: no order is behind it.
    std::vector<OrderNo> behind;   // In the rows' order.
};

/// Whether the row counts for the figure. `client` empty: of all of them.
bool is_behind(const Kpi& kpi, const KpiRow& row, const KpiPeriod& period,
               const std::string& client);

KpiFigure kpi_figure(const Kpi& kpi, const std::vector<KpiRow>& rows, const KpiPeriod& period,
                     const std::string& client);

/// Tenths of a day, or basis points, rounded half up. Only where an order is behind it.
std::int64_t shown_value(const Kpi& kpi, const KpiFigure& figure);

/// Compared without rounding. Only where an order is behind it.
bool meets_target(const Kpi& kpi, const KpiFigure& figure);

}  // namespace lini
