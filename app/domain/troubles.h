// What makes an order an exception on the board. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/working_days.h"

namespace lini {

enum class TroubleKind {
    conflict,      // Two terminals that were cut off from each other said what cannot both be.
    unsigned_,     // Nobody stands yet for what is unusual in the contract.
    damages,       // `days` of delay beyond the tolerance cost money now.
    late,          // A deadline is exceeded by `days`.
    overdue,       // An invoice is unpaid `days` after it was due.
    case_overdue,  // A case's clock has run out.
    paused,
};

struct Trouble {
    TroubleKind kind = TroubleKind::late;
    int days = 0;
    Wording about = {};  // The deadline, the term, the kind of case, the note or the batch.
};

/// The worst first; nothing for an order that has ended or whose plan and bills are in time.
std::vector<Trouble> troubles_of(const OrderState& state, const Holidays& holidays,
                                 const Date& today, std::int64_t now_utc_us);

}  // namespace lini
