// The approved sample as the reference of mass production: which order it is, and how far a result
// is from its. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/domain/order_state.h"

namespace lini {

/// The order that the contract names in a field of kind reference_order; empty: none.
OrderNo reference_order(const OrderState& state);

struct Difference {
    Decimal reference;
    std::int64_t basis_points = 0;  // Of the reference's value, rounded up.
    bool beyond = false;            // More than the contract's field of kind reference_tolerance.
};

/// `value` against the last valid result of the same test in `reference`, in a batch that was not
/// rejected. Nothing where there is none, or where it is 0.
std::optional<Difference> difference_from(const OrderState& state, const OrderState& reference,
                                          const std::string& test, const Decimal& value);

}  // namespace lini
