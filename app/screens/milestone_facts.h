// One order's milestone as its screen tells it: which term, where it stands, what the evidence is,
// who may sign. All of it is asked of app/domain. Pure; UI thread.
#pragma once

#include <optional>
#include <vector>

#include "app/domain/progress.h"
#include "app/screens/view.h"

namespace lini {

struct MilestoneFacts {
    const OrderState* order = nullptr;
    const Term* term = nullptr;
    MilestoneStatus status = MilestoneStatus::not_reached;
    const SignatureState* signature = nullptr;  // The last one, also when it lapsed.
    const ChargeState* charge = nullptr;
    const Delivery* delivery = nullptr;  // The one that is least settled.
    bool resent = false;   // Refused for good before, and on its way once more.
    Evidence evidence;     // Frozen where a signature holds, else as it would be signed now.
    bool frozen = false;
    // What opened the term where the threshold did not: the client's first approval.
    const ClientApproved* approval = nullptr;
    bool approval_stands = false;  // False where it was taken back, or its batch rejected, since.
    std::vector<UserId> may_sign;
    std::vector<UserId> may_not;  // Hold the right, but recorded part of the count.
};

/// Nothing where the order is not loaded or no term of it waits for the threshold.
std::optional<MilestoneFacts> milestone_facts(const View& view, const OrderNo& order_no);

/// The order to show when none was chosen: one that waits, else the open one, else the first.
OrderNo milestone_order(const View& view, const OrderNo& chosen);

/// True while a signature is asked for.
bool asks_signature(MilestoneStatus status);

}  // namespace lini
