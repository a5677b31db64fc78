// Wrong PINs lock their user for a growing time. The state is stored before the PIN is looked at,
// so pulling the plug gives no free try; and time comes from TrustedTime, so neither a restart nor
// a clock turned back shortens a lock. Pure but for TrustedTime; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/clock.h"
#include "app/base/result.h"

namespace lini {

/// Stored per user in the credential store. Times are TrustedTime's.
struct LockoutState {
    int failed_count = 0;  // Tries since the last right PIN, the one under way included.
    std::int64_t locked_until_utc_us = 0;
    std::int64_t last_seen_utc_us = 0;
    friend bool operator==(const LockoutState&, const LockoutState&) = default;
};

/// Time that never steps back: the wall clock at start, or the latest stored time if that is
/// later, plus what the monotonic clock has run since. It ignores every later step of the wall
/// clock. A clock set forward before a start is believed: that takes an administrator of the PC.
class TrustedTime {
public:
    /// `last_seen_utc_us`: the highest last_seen_utc_us in the store. `clock` outlives this.
    TrustedTime(const Clock& clock, std::int64_t last_seen_utc_us);
    std::int64_t now_us() const;

private:
    const Clock& clock_;
    std::int64_t base_us_;
    std::int64_t monotonic_base_us_;
};

inline constexpr int kFreeTries = 5;

/// Microseconds until the next try is allowed; 0 when it is now.
std::int64_t locked_for_us(const LockoutState& state, std::int64_t now_us);

/// Tries that are left before the next lock; 0 only while locked or at its edge.
int tries_left(const LockoutState& state);

/// A try begins: counted as failed, with the lock it would earn. To be stored before the PIN is
/// checked.
LockoutState begin_try(const LockoutState& state, std::int64_t now_us);

/// The PIN was right.
LockoutState clear_tries(const LockoutState& state, std::int64_t now_us);

/// How the credential store keeps it ("lockout-1 …"), and back.
/// Errors: "credential_damaged", which locks: a damaged record never frees a user.
std::string to_record(const LockoutState& state);
Result<LockoutState> lockout_from_record(std::string_view record);

}  // namespace lini
