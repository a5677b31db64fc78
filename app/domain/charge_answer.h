// What a destination's answer adds to a charge. Pure; any thread.
#pragma once

#include <string>

#include "app/domain/order_state.h"

namespace lini {

/// Does this answer say more of the charge than what is known? A document number is final. An
/// acceptance without one is that of a copy (a folder): it settles nothing that the ERP refused,
/// unless it comes from the one that refused, to which it was sent again; and the ERP's own answer
/// still counts after it.
inline bool answer_changes(const ChargeState& charge, const ChargeAnswered& answer) {
    if (charge.accepted && !charge.document_no.empty()) return false;
    if (!answer.accepted) return !charge.refused;
    if (!answer.document_no.empty() || (!charge.accepted && !charge.refused)) return true;
    return charge.refused && charge.answered_by == answer.destination;
}

}  // namespace lini
