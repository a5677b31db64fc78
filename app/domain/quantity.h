// What an order's quantity comes to in the end: tolerance, shortage, adjustment. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/domain/order_state.h"

namespace lini {

/// One line of the order and the good units that fall to it: those that were allocated to it, and
/// of what is not allocated, as much as it lacks, in the contract's order. What is left over then
/// falls to the last line of the product.
struct LineProgress {
    OrderLine line;
    std::int64_t good = 0;
    std::int64_t allocated = 0;  // Of these, by signature.
};

/// Good units are those of batches that are not rejected, at the counting step.
std::vector<LineProgress> line_progress(const OrderState& state);

/// Units of batches that are not rejected, by signature. The first line is 1.
std::int64_t allocated_to_line(const OrderState& state, int line);
std::int64_t allocated_of_batch(const OrderState& state, const BatchNo& batch);

/// A line whose product stands in the contract at two prices while units of it are not allocated:
/// what they are worth is still to be said. Nothing where there is none.
const OrderLine* line_to_be_allocated(const OrderState& state);

/// A quantity with what the contract tolerates above it, rounded down.
std::int64_t with_tolerance(const OrderImported& order, std::int64_t quantity);

/// Most that is made without a question, and least that is delivered without one. Rounded towards
/// the ordered quantity.
std::int64_t most_without_question(const OrderState& state);
std::int64_t least_without_question(const OrderState& state);

/// (good - ordered) x unit price over all lines: negative where less was made. Nothing when it
/// leaves the bounds of money.
std::optional<Rupiah> quantity_adjustment(const OrderState& state);

/// The part of a charge of this term that is no part of the contract's value: all of the
/// adjustment for the contract's last term, nothing for the others.
Rupiah adjustment_of(const OrderState& state, const TermId& term);

/// Batches that still may be counted in: neither closed nor rejected, and begun.
bool anything_open(const OrderState& state);

}  // namespace lini
