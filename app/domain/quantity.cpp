#include "app/domain/quantity.h"

#include <algorithm>
#include <cstdlib>
#include <map>

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
        good[batch.plan.product] += step_counts(batch, state.order->playbook.counting_step).good;
    }
    return good;
}

}  // namespace

std::vector<LineProgress> line_progress(const OrderState& state) {
    std::vector<LineProgress> lines;
    if (!state.order) return lines;
    std::map<ProductCode, std::int64_t> left = good_by_product(state);
    for (const OrderLine& line : state.order->lines) {
        std::int64_t& rest = left[line.product];
        const std::int64_t good = std::min(rest, line.quantity);
        rest -= good;
        lines.push_back({line, good});
    }
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        std::int64_t& rest = left[line->line.product];
        line->good += rest;
        rest = 0;
    }
    return lines;
}

std::int64_t most_without_question(const OrderState& state) {
    const std::int64_t ordered = ordered_quantity(state);
    return state.order ? ordered + share_of(ordered, state.order->over_basis_points) : ordered;
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
