// Numbers and dates of batches that are planned at a terminal. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/domain/order_state.h"

namespace lini {

/// True when each {part} is known ("order", "product", "yy", "mm", "dd", "n", "nn", "nnn"), exactly
/// one of them counts, {order} is there, so that two orders never make one number, and the rest
/// may stand in a batch number.
bool is_batch_no_pattern(std::string_view pattern);

/// A pattern of the playbook with the first count that is no batch of the order yet.
BatchNo next_batch_no(const OrderState& order, const std::string& pattern,
                      const ProductCode& product, const Date& day);

/// `shelf_life_months` after `made`: that day of its month, or the month's last where it has none,
/// and the last of it where the product says so.
Date expiry_of(const ProductDefined& product, const Date& made);

}  // namespace lini
