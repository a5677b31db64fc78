// What a contract says beside its price: extras, and terms that wait for what falls away.
// Pure; any thread.
#pragma once

#include "app/domain/rules/guards.h"

namespace lini::rules {

/// Each extra that it says is one of the playbook's, meant for this contract and without a share of
/// its own; each that is required is there.
MaybeRefusal extras_valid(const OrderImported& order);

/// No term waits for nothing but checkpoints that this contract does without.
MaybeRefusal terms_wait_for_something(const OrderImported& order);

/// An amendment leaves extras that were billed as they were, and has a term left for new ones.
MaybeRefusal extras_stand(const OrderState& state, const OrderImported& order);

}  // namespace lini::rules
