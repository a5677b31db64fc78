#include <algorithm>
#include <set>

#include "app/domain/registration.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"
#include "app/domain/shipments.h"

namespace lini::rules {
namespace {

constexpr std::size_t kBatchesMax = 100;

// A file that is handed in again must not undo the reversal of what it says.
bool was_taken_back(const OrderState& order, const ShipmentRecorded& shipment) {
    return std::any_of(order.shipments.begin(), order.shipments.end(),
                       [&](const ShipmentState& known) {
                           return known.reversed && says_the_same(known.record, shipment);
                       });
}

// Goods leave with a vehicle and a driver, and somebody signs for them; a sample may go by post.
MaybeRefusal people_named(const ShipmentRecorded& shipment) {
    const bool goods = shipment.sample.empty();
    for (const std::string* text : {&shipment.vehicle, &shipment.driver, &shipment.received_by}) {
        if (!goods && text->empty()) continue;
        if (auto refusal = plain_text(*text, "shipment_incomplete")) return refusal;
    }
    if (!goods && shipment.reference.empty()) return std::nullopt;
    return plain_text(shipment.reference, "shipment_incomplete");
}

MaybeRefusal numbered(const ShipmentRecorded& shipment) {
    if (is_id_text(shipment.shipment)) return std::nullopt;
    return Refusal{"shipment_no_invalid", {{"shipment", shipment.shipment}}};
}

MaybeRefusal batches_sound(const OrderState& order, const ShipmentRecorded& shipment) {
    if (shipment.batches.empty() || shipment.batches.size() > kBatchesMax) {
        return Refusal{"shipment_empty", {{"shipment", shipment.shipment}}};
    }
    std::set<BatchNo> seen;
    for (const ShippedBatch& each : shipment.batches) {
        if (auto refusal = batch_known(order, each.batch)) return refusal;
        if (auto refusal = quantity_in_range(each.quantity)) return refusal;
        if (!seen.insert(each.batch).second) {
            return Refusal{"batch_twice", {{"batch", each.batch.str()}}};
        }
    }
    return std::nullopt;
}

// What leaves is released, made, not gone already, and may be sold on that day.
MaybeRefusal goods_there(const SiteState& site, const OrderState& order, const Command& command,
                         const ShippedBatch& wanted) {
    const BatchState& batch = *find_batch(order, wanted.batch);
    if (batch.status != BatchStatus::released) {
        return Refusal{"batch_not_released", {{"batch", wanted.batch.str()}}};
    }
    if (auto refusal = bulk_sound(order, batch)) return refusal;
    const std::int64_t left = goods_left(order, batch);
    if (wanted.quantity > left) {
        return Refusal{"shipment_exceeds",
                       {{"batch", wanted.batch.str()},
                        {"quantity", wanted.quantity},
                        {"left", left}}};
    }
    return registration_refusal(site, batch.plan.product, command.stamp.business_date);
}

MaybeRefusal goods_may_leave(const SiteState& site, const OrderState& order,
                             const Command& command, const ShipmentRecorded& shipment) {
    const std::int64_t total = goods_shipped(order, {}) + units_on(shipment);
    for (const ShippedBatch& each : shipment.batches) {
        const auto closed = closed_to_ship(order, each.batch, total);
        if (!closed.empty()) return gate_refusal(order, closed.front());
        if (auto refusal = goods_there(site, order, command, each)) return refusal;
    }
    return std::nullopt;
}

// Samples wait for no money, so the contract bounds them.
MaybeRefusal samples_may_leave(const OrderState& order, const ShipmentRecorded& shipment) {
    const SampleKind* kind = find_sample_kind(order, shipment.sample);
    if (kind == nullptr) return Refusal{"sample_kind_unknown", {{"sample", shipment.sample}}};
    const std::int64_t total = samples_shipped(order, kind->code, {}) + units_on(shipment);
    if (total > kind->cap) {
        return Refusal{"samples_over_cap",
                       {{"sample", named(kind->code, kind->label)},
                        {"quantity", total},
                        {"cap", kind->cap}}};
    }
    for (const ShippedBatch& each : shipment.batches) {
        const std::int64_t left = samples_left(order, each.batch);
        if (each.quantity <= left) continue;
        return Refusal{"samples_not_taken",
                       {{"batch", each.batch.str()},
                        {"quantity", each.quantity},
                        {"left", left}}};
    }
    return std::nullopt;
}

}  // namespace

// Whether the goods may leave comes before who takes them: nobody is to write a note in vain.
Decision record_shipment(const SiteState& site, const OrderState& order, const Command& command,
                         const RecordShipment& action) {
    const ShipmentRecorded& shipment = action.shipment;
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::record_shipment); })) {
        return *refusal;
    }
    if (const ShipmentState* known = find_shipment(order, shipment.shipment)) {
        if (says_the_same(known->record, shipment)) return Accepted{};
        return Refusal{"shipment_differs", {{"shipment", shipment.shipment}}};
    }
    if (action.from_file && was_taken_back(order, shipment)) {
        return Refusal{"shipment_taken_back", {{"shipment", shipment.shipment}}};
    }
    if (auto refusal = first_of(
            [&] { return work_goes_on(order); }, [&] { return batches_sound(order, shipment); },
            [&] {
                return shipment.sample.empty() ? goods_may_leave(site, order, command, shipment)
                                               : samples_may_leave(order, shipment);
            },
            [&] { return numbered(shipment); }, [&] { return people_named(shipment); },
            [&] { return digests_valid(shipment.attachments); })) {
        return *refusal;
    }
    return Accepted{{shipment}};
}

}  // namespace lini::rules
