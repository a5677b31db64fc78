// What a later revision of a running contract must leave as it is. Pure; any thread.
#pragma once

#include "app/domain/rules/guards.h"

namespace lini::rules {

/// What was made, billed, printed and allocated stands; nothing where there is no order yet.
MaybeRefusal amendment_valid(const OrderState& state, const ImportOrder& action);

}  // namespace lini::rules
