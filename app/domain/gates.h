// Whether what a gate or a term waits for is true of an order now. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/refusal.h"

namespace lini {

/// `batch`: what is acted on. Empty: the order as a whole; a checkpoint of batches is then passed
/// when each batch that is not rejected has passed it, and there is one.
bool condition_met(const OrderState& state, const Condition& condition, const BatchNo& batch);

struct Need {
    std::vector<Condition> any_of;
    bool met = false;
};

/// Points into the state that it was asked of.
struct GateStatus {
    const Gate* gate = nullptr;
    std::vector<Need> needs;
    const OverrideState* override_ = nullptr;  // The signature that opened it all the same.
    bool is_open() const;
};

GateStatus gate_status(const OrderState& state, const Gate& gate, const BatchNo& batch);

/// The gates that keep `act` from being done to this batch, or to the order where it is empty.
std::vector<GateStatus> closed_gates(const OrderState& state, const GatedAct& act,
                                     const BatchNo& batch);

/// When it came true for the order as a whole; nothing while it is not.
std::optional<std::int64_t> condition_met_at_utc_us(const OrderState& state,
                                                    const Condition& condition);

/// The gates that keep a term from being billed although what it waits for is true.
std::vector<GateStatus> closed_to_bill(const OrderState& state, const TermId& term);

/// What it waits for is true, no gate keeps it back, and it has no charge yet.
bool is_billable(const OrderState& state, const Term& term);

/// Asked of an order, it is about each of its batches: a statement about one, or that all are
/// released.
bool is_of_batches(const OrderState& state, const Condition& condition);

const Checkpoint* find_checkpoint(const OrderState& state, const std::string& code);
const Gate* find_gate(const OrderState& state, const std::string& code);

/// The last statement that was not taken back; nothing where there is none.
const CheckpointState* standing_checkpoint(const OrderState& state, const std::string& code,
                                           const BatchNo& batch);

/// The first closed gate of the playbook: what the order waits for next. Nothing where all are
/// open, or the order has ended.
const Gate* next_gate(const OrderState& state);

/// "DP lunas", "Line clearance", "70% tercapai".
Phrase condition_phrase(const OrderState& state, const Condition& condition);

/// What is still missing; nothing where nothing is.
Phrases missing_phrases(const OrderState& state, const GateStatus& status);

/// "gate_closed": which gate, and what it waits for.
Refusal gate_refusal(const OrderState& state, const GateStatus& status);

}  // namespace lini
