#include "app/domain/quantity.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "app/domain/progress.h"

namespace lini {
namespace {

std::int64_t share_of(std::int64_t ordered, int basis_points) {
    return ordered * basis_points / 10'000;  // At most 10^11 x 10^4.
}

std::map<ProductCode, std::int64_t> good_by_product(const OrderState& state) {
    std::map<ProductCode, std::int64_t> good;
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.status == BatchStatus::rejected) continue;
        good[batch.plan.product] += deliverable_units(state, batch);
    }
    return good;
}

// Of a batch that is rejected since, or that another terminal gave away, nothing is left to have.
bool still_there(const OrderState& state, const AllocationState& allocation) {
    const BatchState* batch = find_batch(state, allocation.record.batch);
    const bool here = !allocation.reversed && allocation.record.to_order.empty();
    return here && batch != nullptr && batch->status != BatchStatus::rejected;
}

// What came for a line and was given back, or on, is that line's no more.
std::vector<UnitsAllocated> standing_allocations(const OrderState& state) {
    std::map<BatchNo, std::int64_t> given;
    for (const auto& [batch_no, batch] : state.batches) {
        if (!batch.received_from.empty()) given[batch_no] = batch.given_units;
    }
    std::vector<UnitsAllocated> standing;
    for (const AllocationState& each : state.allocations) {
        if (!still_there(state, each)) continue;
        UnitsAllocated kept = each.record;
        std::int64_t& gone = given[kept.batch];
        const std::int64_t taken = std::min(gone, kept.quantity);
        gone -= taken;
        kept.quantity -= taken;
        standing.push_back(std::move(kept));
    }
    return standing;
}

}  // namespace

std::vector<LineProgress> line_progress(const OrderState& state) {
    std::vector<LineProgress> lines;
    if (!state.order) return lines;
    std::map<ProductCode, std::int64_t> left = good_by_product(state);
    for (std::size_t i = 0; i < state.order->lines.size(); ++i) {
        const OrderLine& line = state.order->lines[i];
        std::int64_t& rest = left[line.product];
        const std::int64_t allocated =
            std::min(rest, allocated_to_line(state, static_cast<int>(i) + 1));
        rest -= allocated;
        lines.push_back({line, allocated, allocated});
    }
    for (LineProgress& each : lines) {
        std::int64_t& rest = left[each.line.product];
        const std::int64_t more =
            std::clamp<std::int64_t>(each.line.quantity - each.good, 0, std::max<std::int64_t>(
                                                                            rest, 0));
        rest -= more;
        each.good += more;
    }
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        std::int64_t& rest = left[line->line.product];
        line->good += rest;
        rest = 0;
    }
    return lines;
}

std::int64_t allocated_to_line(const OrderState& state, int line) {
    std::int64_t sum = 0;
    for (const UnitsAllocated& each : standing_allocations(state)) {
        if (each.line == line) sum += each.quantity;
    }
    return sum;
}

std::int64_t allocated_of_batch(const OrderState& state, const BatchNo& batch) {
    std::int64_t sum = 0;
    for (const UnitsAllocated& each : standing_allocations(state)) {
        if (each.batch == batch) sum += each.quantity;
    }
    return sum;
}

const OrderLine* line_to_be_allocated(const OrderState& state) {
    if (!state.order) return nullptr;
    const auto& lines = state.order->lines;
    for (const OrderLine& line : lines) {
        const bool at_two_prices = std::any_of(lines.begin(), lines.end(), [&](const auto& other) {
            return other.product == line.product && other.unit_price != line.unit_price;
        });
        if (!at_two_prices) continue;
        std::int64_t open = 0;
        for (const auto& [batch_no, batch] : state.batches) {
            const bool ours = batch.plan.product == line.product &&
                              batch.status != BatchStatus::rejected;
            if (!ours) continue;
            open += std::max<std::int64_t>(
                0, deliverable_units(state, batch) - allocated_of_batch(state, batch_no));
        }
        if (open > 0) return &line;
    }
    return nullptr;
}

std::int64_t with_tolerance(const OrderImported& order, std::int64_t quantity) {
    return quantity + share_of(quantity, order.over_basis_points);
}

std::int64_t most_without_question(const OrderState& state) {
    const std::int64_t ordered = ordered_quantity(state);
    return state.order ? with_tolerance(*state.order, ordered) : ordered;
}

std::int64_t least_without_question(const OrderState& state) {
    const std::int64_t ordered = ordered_quantity(state);
    return state.order ? ordered - share_of(ordered, state.order->under_basis_points) : ordered;
}

std::optional<Rupiah> quantity_adjustment(const OrderState& state) {
    Rupiah sum;
    for (const LineProgress& each : line_progress(state)) {
        const std::int64_t more = each.good - each.line.quantity;
        const auto amount = line_amount(std::abs(more), each.line.unit_price);
        if (!amount) return std::nullopt;
        sum.value += more < 0 ? -amount->value : amount->value;
        if (std::abs(sum.value) > kRupiahMax) return std::nullopt;
    }
    return sum;
}

Rupiah adjustment_of(const OrderState& state, const TermId& term) {
    if (!state.closing || !state.order || state.order->terms.empty()) return {};
    return state.order->terms.back().id == term ? state.closing->record.adjustment : Rupiah{};
}

bool anything_open(const OrderState& state) {
    return std::any_of(state.batches.begin(), state.batches.end(), [](const auto& entry) {
        const BatchState& batch = entry.second;
        return batch.started && !batch.closed && batch.status != BatchStatus::rejected;
    });
}

}  // namespace lini
