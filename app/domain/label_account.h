// Where the printed labels of a batch went: every piece of paper that came out was used, spoiled or
// given back, and what is none of these is told (WHO GMP: labels issued, used and returned are to
// be reconciled; so are reprints). Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/views.h"

namespace lini {

/// Pieces of paper, not serials: each reprint is one of its own.
struct LabelAccount {
    std::int64_t issued = 0;     // Serials.
    std::int64_t reprints = 0;   // CETAK ULANG, all of them.
    std::int64_t waiting = 0;    // Not printed yet: queued, held or on its way.
    std::int64_t cancelled = 0;  // Taken back before anything came out.
    std::int64_t uncertain = 0;  // May have come out; a person will tell.
    std::int64_t sent = 0;
    std::int64_t confirmed = 0;
    std::int64_t used = 0;      // On a carton.
    std::int64_t spoiled = 0;   // Damaged, lost, or replaced by a reprint.
    std::int64_t returned = 0;  // Left over and given back.
    std::vector<Serial> open_serials;

    std::int64_t printed() const { return sent + confirmed; }
    /// Printed, and nobody has said yet what became of it.
    std::int64_t open() const { return printed() - used - spoiled - returned; }
    bool balances() const { return open() == 0 && uncertain == 0 && waiting == 0; }
    friend bool operator==(const LabelAccount&, const LabelAccount&) = default;
};

/// `jobs`: all label jobs of the batch. A label of which no job is here was printed at another
/// terminal; it counts as sent. A label is used when its carton was counted, and in a batch that
/// counts by keypad when it was scanned.
LabelAccount label_account(const OrderState& order, const BatchNo& batch,
                           const std::vector<LabelJob>& jobs);

}  // namespace lini
