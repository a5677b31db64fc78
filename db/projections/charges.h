// Charges under their primary key, and the signatures that still wait for theirs.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/domain/events.h"
#include "db/store.h"

namespace lini {

class Charges {
public:
    explicit Charges(Store& store) : store_(store) {}

    /// A claim of this terminal that the key refuses ends the transaction ("charge_exists"); one
    /// of another terminal is a fact already, and the first one known stays.
    void note(const Event& event, bool own);
    /// Only what concerns open claims: a signature that is not this terminal's is not its to claim.
    void note_claim(const Event& event, bool own);

    std::set<OrderNo> charged_orders();
    std::vector<std::pair<OrderNo, TermId>> open_claims();
    void clear_open_claims();

private:
    Store& store_;
};

}  // namespace lini
