// What a person is told once a record is on the disk. Pure; UI thread.
#pragma once

#include <optional>

#include "app/domain/command.h"
#include "app/domain/order_state.h"
#include "app/screens/view.h"
#include "db/ledger.h"

namespace lini {

/// Nothing where nothing changed. `order` is the state after the commit, or null when it is not
/// open here.
std::optional<Answer> answer_to(const Command& command, const Outcome& outcome,
                                const OrderState* order);

}  // namespace lini
