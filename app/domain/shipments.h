// What left the house and what may leave. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/domain/gates.h"
#include "app/domain/order_state.h"

namespace lini {

/// The one with this number that was not taken back.
const ShipmentState* find_shipment(const OrderState& state, const std::string& shipment);
const SampleKind* find_sample_kind(const OrderState& state, const std::string& code);

/// The same note, word by word.
bool says_the_same(const ShipmentRecorded& a, const ShipmentRecorded& b);

/// Units on a note, in all of its batches.
std::int64_t units_on(const ShipmentRecorded& shipment);

/// Goods that left, of one batch (empty: of the order).
std::int64_t goods_shipped(const OrderState& state, const BatchNo& batch);

/// Samples that left: of one kind (empty: of all), of one batch (empty: of all).
std::int64_t samples_shipped(const OrderState& state, const std::string& kind,
                             const BatchNo& batch);

/// Units of a batch that were taken as samples, at any step that counts in the counting step's
/// unit; whatever became of them since.
std::int64_t samples_taken(const OrderState& state, const BatchNo& batch);

/// Goods of a batch that have not left yet, and samples that were taken and have not; whether they
/// may leave is the rules' question. Never below 0.
std::int64_t goods_left(const OrderState& state, const BatchState& batch);
std::int64_t samples_left(const OrderState& state, const BatchNo& batch);

/// The statement of the order that its goods were handed over; nothing where none stands.
const CheckpointState* standing_handover(const OrderState& state);

/// Something left, nothing more will be made, and all that is not rejected has left.
bool all_shipped(const OrderState& state);

/// When the last note that stands was written; 0 without one.
std::int64_t last_shipped_at(const OrderState& state);

/// The gates that keep goods of this batch from leaving when `total` units of the order will have
/// left with them. A term that is split into parts counts as paid as far as its settled parts
/// release.
std::vector<GateStatus> closed_to_ship(const OrderState& state, const BatchNo& batch,
                                       std::int64_t total);

}  // namespace lini
