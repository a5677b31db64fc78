// From a signature to a charge: recount at the signed heads, then claim under the primary key. A
// lone terminal claims on its own ledger; a shared site claims at the hub, by the same interface.
// The ledger's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/base/result.h"
#include "app/domain/events.h"
#include "app/domain/refusal.h"
#include "db/ledger.h"

namespace lini {

/// What a claim is judged by, from whoever folded `version`.
struct ClaimEvidence {
    TermId term;
    EventId signature;
    std::int64_t recount_good = 0;
    bool complete = false;  // Every event up to the signed heads is there.
    std::optional<Term> signed_term = {};  // As it stood there.
};

struct ClaimAnswer {
    bool charged = false;   // The charge stands now, by this claim or an earlier one.
    bool lapsed = false;    // The signature proves nothing any more; the task returns.
    std::optional<Refusal> refusal;  // "evidence_missing", "version_moved" (pull, judge again) …
    OrderNo order_no;       // Whose `events` these are.
    std::vector<Event> events;
};

class ChargeClaims {
public:
    virtual ~ChargeClaims() = default;

    /// Refused as "version_moved" when the order is no longer at `version`. Asking again is
    /// harmless: one charge stands for ever under (order_no, charge_id).
    virtual Result<ClaimAnswer> claim(const OrderNo& order_no, const ChargeId& charge_id,
                                      std::int64_t version, const ClaimEvidence& evidence) = 0;
};

/// Claims on the ledger of a lone terminal, each as a transaction of its own by the system.
class LocalChargeClaims final : public ChargeClaims {
public:
    explicit LocalChargeClaims(Ledger& ledger) : ledger_(ledger) {}

    Result<ClaimAnswer> claim(const OrderNo& order_no, const ChargeId& charge_id,
                              std::int64_t version, const ClaimEvidence& evidence) override;

private:
    Ledger& ledger_;
};

/// Recounts and claims every signature that still waits. Call after a commit that signed one, and
/// at the start for what a power cut left. Gives the answers; those that are refused stay open, and
/// so does one that cannot be judged (an unreadable order): it is logged and holds up no other.
Result<std::vector<ClaimAnswer>> settle_open_claims(Ledger& ledger, ChargeClaims& claims);

}  // namespace lini
