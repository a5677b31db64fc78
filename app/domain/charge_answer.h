// What a destination's answer adds to a charge. Pure; any thread.
#pragma once

#include <string>

#include "app/domain/order_state.h"

namespace lini {

/// Does this answer say more of the charge than what is known? A document number is final. An
/// acceptance without one is that of a copy (a folder): it settles nothing that the ERP refused,
/// and the ERP's own answer still counts after it.
inline bool answer_changes(const ChargeState& charge, bool accepted,
                           const std::string& document_no) {
    if (charge.accepted && !charge.document_no.empty()) return false;
    if (!accepted) return !charge.refused;
    return !document_no.empty() || (!charge.accepted && !charge.refused);
}

}  // namespace lini
