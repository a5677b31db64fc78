#include "app/domain/gates.h"
#include "app/domain/quantity.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"
#include "app/domain/shipments.h"

namespace lini::rules {
namespace {

bool is_own_in_shift(const Record& record, const Command& command) {
    return record.actor == command.actor &&
           record.stamp.business_date == command.stamp.business_date &&
           record.stamp.shift == command.stamp.shift;
}

// One's own within the shift, any with the right to; an approval whoever may record one, a payment
// only finance. The warehouse has no other records than its delivery notes.
MaybeRefusal may_reverse(const SiteState& site, const OrderState& order, const Command& command,
                         const Record& record) {
    if (std::holds_alternative<PaymentRecorded>(record.body)) {
        return actor_may(site, order, command, Right::confirm_payment);
    }
    const bool approval = std::holds_alternative<ClientApproved>(record.body);
    if (approval && !actor_may(site, order, command, Right::record_approval)) return std::nullopt;
    const bool own = is_own_in_shift(record, command);
    if (own && std::holds_alternative<ShipmentRecorded>(record.body)) {
        return actor_may(site, order, command, Right::record_shipment);
    }
    return actor_may(site, order, command, own ? Right::reverse_own : Right::reverse_any);
}

OrderState without(const OrderState& order, const EventId& target) {
    OrderState after = order;
    Event reversal;
    reversal.order_no = order.order_no;
    reversal.body = RecordReversed{target, "preview"};
    apply(after, reversal);
    return after;
}

// What goods or samples left on stays: the certificate's receipt, the samples that were taken.
MaybeRefusal nothing_left_on(const OrderState& order, const Record& record) {
    const bool let_go = std::holds_alternative<CheckpointRecorded>(record.body) ||
                        std::holds_alternative<SampleTaken>(record.body);
    if (!let_go) return std::nullopt;
    const OrderState after = without(order, record.id);
    for (const auto& [batch_no, batch] : order.batches) {
        const std::int64_t total = goods_shipped(order, {});
        const bool goods = goods_shipped(order, batch_no) > 0 &&
                           closed_to_ship(order, batch_no, total).empty() &&
                           !closed_to_ship(after, batch_no, total).empty();
        const bool samples = samples_shipped(order, {}, batch_no) > samples_taken(after, batch_no);
        if (goods || samples) return Refusal{"shipment_stands", {{"batch", batch_no.str()}}};
    }
    return std::nullopt;
}

// Units that a later step or a later record already built on cannot be taken back under it.
MaybeRefusal nothing_built_on(const OrderState& order, const EventId& target) {
    const OrderState after = without(order, target);
    for (const auto& [batch_no, batch] : after.batches) {
        const std::int64_t left = deliverable_units(after, batch);
        if (left < deliverable_units(order, *find_batch(order, batch_no)) &&
            left < allocated_of_batch(after, batch_no)) {
            return Refusal{"units_allocated", {{"batch", batch_no.str()}}};
        }
        for (const Step& step : after.order->playbook.steps) {
            const StepCounts now = step_counts(batch, step.code);
            const auto received = received_at(after, batch, step.code);
            if (now.rework_open < 0) return Refusal{"rework_already_closed", {}};
            const bool was_within =
                !received ||
                step_counts(*find_batch(order, batch_no), step.code).accounted() <=
                    received_at(order, *find_batch(order, batch_no), step.code).value_or(0);
            if (received && was_within && now.accounted() > *received) {
                return Refusal{"next_step_used_it",
                               {{"step", step.code.str()}, {"used", now.accounted()}}};
            }
        }
    }
    return std::nullopt;
}

// What was handed over did leave.
MaybeRefusal not_handed_over(const OrderState& order, const Record& record) {
    const auto* shipment = std::get_if<ShipmentRecorded>(&record.body);
    if (shipment == nullptr || !shipment->sample.empty()) return std::nullopt;
    for (const Checkpoint& checkpoint : order.order->playbook.checkpoints) {
        if (!checkpoint.ships) continue;
        const CheckpointState* last = standing_checkpoint(order, checkpoint.code, {});
        if (last == nullptr || last->record.outcome == CheckpointOutcome::failed) continue;
        return Refusal{"handover_stands", {{"checkpoint", named(checkpoint.code,
                                                                checkpoint.label)}}};
    }
    return std::nullopt;
}

}  // namespace

Decision reverse_record(const SiteState& site, const OrderState& order, const Command& command,
                        const ReverseRecord& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const auto found = order.records.find(action.target);
    if (found == order.records.end()) {
        return Refusal{"record_unknown", {{"record", to_string(action.target)}}};
    }
    const Record& record = found->second;
    if (record.reversed) return Refusal{"already_reversed", {}};
    const auto batch_open = [&]() -> MaybeRefusal {
        const BatchNo& batch = batch_of(record.body);
        const BatchState* state = find_batch(order, batch);
        if (state == nullptr || outlives_closing(record.body) || !state->closed) {
            return std::nullopt;
        }
        return Refusal{"batch_closed", {{"batch", batch.str()}}};
    };
    if (auto refusal = first_of([&] { return may_reverse(site, order, command, record); },
                                [&] { return plain_text(action.reason, "reason_missing"); },
                                batch_open, [&] { return not_handed_over(order, record); },
                                [&] { return nothing_left_on(order, record); },
                                [&] { return nothing_built_on(order, action.target); })) {
        return *refusal;
    }
    return Accepted{{RecordReversed{action.target, action.reason}}};
}

}  // namespace lini::rules
