// What an accepted command asks of other orders and of the site: all of it is stored with the
// command, or the command is refused. Pure; any thread.
#pragma once

#include <vector>

#include "app/domain/command.h"
#include "app/domain/order_state.h"

namespace lini {

/// Commands by the same actor, with the same proof and stamp, on other streams; their ids are made
/// of the command's. `order`: the command's, after it was accepted. None of them leads back.
std::vector<Command> follow_ups(const OrderState& order, const Command& command);

}  // namespace lini
