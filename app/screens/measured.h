// Measured values as they are typed and drawn. Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// "5,12" (the separator is ',' or '.') as {512, 2}; nothing for no digits. At most nine digits.
std::optional<Decimal> typed_decimal(const std::string& typed);

/// `value` at `decimals`, which is not less than its own.
std::int64_t scaled_value(const Decimal& value, int decimals);

/// The last valid results of `test` in other batches of the product, oldest first, at most `max`,
/// scaled to `decimals`.
std::vector<std::int64_t> last_values(const View& view, const BatchState& batch,
                                      const TestLimit& test, std::size_t max);

/// "Sampel PO-LRA-S01: 5,20 · beda 1,6%" and whether that is more than the contract's tolerance;
/// nothing where the contract names no sample or the sample has no such result.
struct DifferenceWords {
    std::string words;
    bool beyond = false;
};
std::optional<DifferenceWords> difference_words(const ui::Ui& ui, const View& view,
                                                const OrderState& order, const std::string& test,
                                                const Decimal& value);

}  // namespace lini
