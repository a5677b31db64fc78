// A term that the contract splits into parts, each of which releases its share of the goods once it
// is paid. What a playbook says of the term holds for all of its parts. Pure; any thread.
#pragma once

#include <vector>

#include "app/domain/order_state.h"

namespace lini {

/// The term itself, or its parts in the contract's order; empty where the contract has neither.
std::vector<const Term*> parts_of(const std::vector<Term>& terms, const TermId& term);

/// As the playbook names it: the term that it is a part of, or itself.
const TermId& whole_of(const Term& term);

/// True for the last part of its term and for one that is not split: what the playbook says of
/// billing holds for it as it stands. An earlier part waits for its own share of the goods only.
bool closes_term(const std::vector<Term>& terms, const Term& term);

/// Units that must be ready before this part is billed: those that it and the parts before it
/// release. 0 for what is no part, or the last one.
std::int64_t units_to_be_ready(const std::vector<Term>& terms, const Term& part);

/// Good units of released batches that nothing keeps from being billed with a part of `term`.
std::int64_t units_ready(const OrderState& state, const TermId& term);

/// Units that the settled parts of `term` release. Those of a split term that is settled as a
/// whole, and of one that is not split, are not bounded: nothing.
std::int64_t units_paid_for(const OrderState& state, const TermId& term);

}  // namespace lini
