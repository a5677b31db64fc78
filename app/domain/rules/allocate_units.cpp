#include <algorithm>

#include "app/domain/gates.h"
#include "app/domain/quantity.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"
#include "app/domain/shipments.h"

namespace lini::rules {
namespace {

MaybeRefusal still_counting(const OrderState& order) {
    return order.closing ? MaybeRefusal(Refusal{"quantity_closed", {}}) : std::nullopt;
}

// A line takes its own product, and no more than was ordered and the contract tolerates.
MaybeRefusal line_takes(const OrderState& order, const ProductCode& product, int line,
                        std::int64_t quantity) {
    const auto& lines = order.order->lines;
    const bool there = line >= 1 && static_cast<std::size_t>(line) <= lines.size();
    if (!there || lines[static_cast<std::size_t>(line) - 1].product != product) {
        return Refusal{"line_wrong", {{"line", std::int64_t{line}}, {"product", product.str()}}};
    }
    const std::int64_t most =
        with_tolerance(*order.order, lines[static_cast<std::size_t>(line) - 1].quantity);
    const std::int64_t left = most - allocated_to_line(order, line);
    if (quantity <= left) return std::nullopt;
    return Refusal{"line_full",
                   {{"line", std::int64_t{line}},
                    {"quantity", quantity},
                    {"left", std::max<std::int64_t>(0, left)}}};
}

// Only what may leave the house leaves the order that it was made for.
MaybeRefusal may_be_given(const OrderState& order, const BatchState& batch,
                          const AllocateUnits& action) {
    if (action.to_order.empty()) return std::nullopt;
    if (action.to_order == order.order_no) return Refusal{"allocation_to_itself", {}};
    if (batch.status == BatchStatus::released) return bulk_sound(order, batch);
    return Refusal{"batch_not_released", {{"batch", action.batch.str()}}};
}

// Of a batch, what no line has by signature yet; to another order, also not what has left.
MaybeRefusal units_there(const OrderState& order, const BatchState& batch,
                         const AllocateUnits& action) {
    const std::int64_t made = deliverable_units(order, batch);
    // What came for a line of this order may be given back, or on.
    const std::int64_t taken = action.to_order.empty() || batch.received_from.empty()
                                   ? allocated_of_batch(order, action.batch)
                                   : 0;
    const std::int64_t gone = action.to_order.empty() ? 0 : goods_shipped(order, action.batch);
    const std::int64_t left = made - std::max(taken, gone);
    if (action.quantity <= left) return std::nullopt;
    return Refusal{"allocation_exceeds",
                   {{"batch", action.batch.str()},
                    {"quantity", action.quantity},
                    {"left", std::max<std::int64_t>(0, left)}}};
}

// Units of a batch of this order that were given to the other one.
bool came_back(const OrderState& order, const UnitsReceived& received) {
    return std::any_of(order.allocations.begin(), order.allocations.end(), [&](const auto& each) {
        return each.record.batch == received.batch && each.record.to_order == received.from_order;
    });
}

// What comes from another order begins no batch here, and yet waits for what keeps one from being
// begun, as far as that is about the order: its down payment, an approved sample.
MaybeRefusal order_may_begin(const OrderState& order) {
    for (const GateStatus& status : closed_gates(order, {GatedActKind::start_batch, ""}, {})) {
        const bool of_order =
            std::any_of(status.needs.begin(), status.needs.end(), [&](const Need& need) {
                return !need.met && std::none_of(need.any_of.begin(), need.any_of.end(),
                                                 [&](const Condition& condition) {
                                                     return is_of_batches(order, condition);
                                                 });
            });
        if (of_order) return gate_refusal(order, status);
    }
    return std::nullopt;
}

}  // namespace

Decision allocate_units(const SiteState& site, const OrderState& order, const Command& command,
                        const AllocateUnits& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); }, [&] { return work_goes_on(order); },
            [&] { return still_counting(order); },
            [&] { return batch_known(order, action.batch); },
            [&] { return quantity_in_range(action.quantity); })) {
        return *refusal;
    }
    const BatchState& batch = *find_batch(order, action.batch);
    if (auto refusal = first_of(
            [&] { return may_be_given(order, batch, action); },
            [&] {
                return action.to_order.empty() ? line_takes(order, batch.plan.product, action.line,
                                                            action.quantity)
                                               : std::nullopt;
            },
            [&] { return units_there(order, batch, action); },
            [&] { return proven(site, order, command, "allocation", Right::allocate_units); })) {
        return *refusal;
    }
    return Accepted{{UnitsAllocated{action.batch, action.quantity, action.line, action.to_order,
                                    command.proof->user}}};
}

Decision receive_units(const SiteState& site, const OrderState& order, const Command& command,
                       const ReceiveUnits& action) {
    const UnitsReceived& received = action.received;
    if (auto refusal = first_of(
            [&] { return order_open(order); }, [&] { return work_goes_on(order); },
            [&] { return still_counting(order); }, [&] { return order_may_begin(order); })) {
        return *refusal;
    }
    if (order.order->client != action.client) {
        return Refusal{"allocation_other_client", {{"order", order.order_no.str()}}};
    }
    if (made_good(order) + received.quantity > most_without_question(order)) {
        return Refusal{"order_full", {{"order", order.order_no.str()}}};
    }
    const BatchState* known = find_batch(order, received.batch);
    const bool joins = known != nullptr && known->plan.product == received.product &&
                       known->plan.expires == received.expires &&
                       (known->received_from == received.from_order ||
                        came_back(order, received));
    const bool another = known != nullptr && !joins;
    if (another) return Refusal{"batch_differs", {{"batch", received.batch.str()}}};
    if (auto refusal = first_of(
            [&] {
                return line_takes(order, received.product, received.line, received.quantity);
            },
            [&] { return proven(site, order, command, "allocation", Right::allocate_units); })) {
        return *refusal;
    }
    return Accepted{{received}};
}

}  // namespace lini::rules
