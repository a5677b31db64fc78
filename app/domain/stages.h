// Revisions: which are open, what the next one costs. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/domain/order_state.h"

namespace lini {

const RevisionStage* find_stage(const OrderState& state, const std::string& code);
const RevisionState* find_revision(const OrderState& state, const std::string& key);

/// Asked and not done, of this stage; in fold order. They point into `state`.
std::vector<const RevisionState*> open_revisions(const OrderState& state, const std::string& stage);

/// Agreed revisions of the client in this stage. The maker's own are not counted.
int counted_revisions(const OrderState& state, const std::string& stage);

/// What the client's revision number `number` (from 1) of a stage costs: nothing while it is one
/// of the free ones; a share is of the contract's value, rounded down, at most the stage's bound.
Rupiah revision_fee(const OrderState& state, const RevisionStage& stage, int number);

/// The first term of the contract that has no charge yet, which a fee rides on; empty: none.
TermId next_unbilled_term(const OrderState& state);

}  // namespace lini
