// What the rules would say to a touch, asked before it is made: the screens hold no rule of their
// own. UI thread only.
#pragma once

#include <optional>

#include "app/domain/decide.h"
#include "app/screens/view.h"

namespace lini {

/// What the ledger would decide if the session's user did this now.
Decision preview(const View& view, const OrderState& order, const Action& action);

/// The same as if `signer` had proved a PIN for `meaning`.
Decision preview_signed(const View& view, const OrderState& order, const Action& action,
                        const UserId& signer, const std::string& meaning);

/// The refusal in a decision; nothing where it is accepted.
std::optional<Refusal> refusal_in(const Decision& decision);

/// True where a supervisor's approval would let it through.
bool needs_supervisor(const std::optional<Refusal>& refusal);

/// True when the session's user holds `right` under this order's contract.
bool session_may(const View& view, const OrderState& order, Right right);

/// The open batch with all that its screens ask for; pointers live as long as the View.
struct OpenBatchFacts {
    const OrderState* order = nullptr;
    const BatchState* batch = nullptr;
    const ProductDefined* product = nullptr;  // Null where the office has not sent it.
    const Step* step = nullptr;               // This terminal's step in the order's contract.
    StepCounts counts;                        // At that step.
};
std::optional<OpenBatchFacts> open_batch_facts(const View& view);

}  // namespace lini
