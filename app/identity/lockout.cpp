#include "app/identity/lockout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kTimeMaxUs = 1LL << 56;  // Past the year 4000.

// The lock that the fifth, sixth … wrong try in a row earns. From the ninth on a guess costs four
// hours, so a million PINs take centuries.
constexpr std::array<std::int64_t, 5> kLocksUs = {1 * kMinuteUs, 5 * kMinuteUs, 15 * kMinuteUs,
                                                  60 * kMinuteUs, 240 * kMinuteUs};

std::int64_t lock_us(int failed_count) {
    if (failed_count < kFreeTries) return 0;
    const auto index = static_cast<std::size_t>(failed_count - kFreeTries);
    return kLocksUs[std::min(index, kLocksUs.size() - 1)];
}

std::int64_t later_of(const LockoutState& state, std::int64_t now_us) {
    return std::max(state.last_seen_utc_us, now_us);
}

/// The next number of `text`, cut off with the blank before it.
std::optional<std::int64_t> take_number(std::string_view& text) {
    if (!text.starts_with(' ')) return std::nullopt;
    text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

}  // namespace

TrustedTime::TrustedTime(const Clock& clock, std::int64_t last_seen_utc_us)
    : clock_(clock),
      base_us_(std::max(clock.now_utc_us(), last_seen_utc_us)),
      monotonic_base_us_(clock.monotonic_us()) {}

std::int64_t TrustedTime::now_us() const {
    return base_us_ + (clock_.monotonic_us() - monotonic_base_us_);
}

std::int64_t locked_for_us(const LockoutState& state, std::int64_t now_us) {
    return std::max<std::int64_t>(0, state.locked_until_utc_us - later_of(state, now_us));
}

int tries_left(const LockoutState& state) { return std::max(0, kFreeTries - state.failed_count); }

LockoutState begin_try(const LockoutState& state, std::int64_t now_us) {
    CHECK(state.failed_count >= 0);
    LockoutState next = state;
    next.last_seen_utc_us = later_of(state, now_us);
    next.failed_count = std::min(state.failed_count + 1, 1'000'000);
    next.locked_until_utc_us = next.last_seen_utc_us + lock_us(next.failed_count);
    return next;
}

LockoutState clear_tries(const LockoutState& state, std::int64_t now_us) {
    return {0, 0, later_of(state, now_us)};
}

std::string to_record(const LockoutState& state) {
    return "lockout-1 " + std::to_string(state.failed_count) + " " +
           std::to_string(state.locked_until_utc_us) + " " + std::to_string(state.last_seen_utc_us);
}

Result<LockoutState> lockout_from_record(std::string_view record) {
    constexpr std::string_view kVersion = "lockout-1";
    if (!record.starts_with(kVersion)) return fail("credential_damaged");
    record.remove_prefix(kVersion.size());
    const auto failed = take_number(record);
    const auto until = take_number(record);
    const auto seen = take_number(record);
    if (!failed || !until || !seen || !record.empty()) return fail("credential_damaged");
    const auto is_time = [](std::int64_t us) { return us >= 0 && us <= kTimeMaxUs; };
    if (*failed < 0 || *failed > 1'000'000 || !is_time(*until) || !is_time(*seen)) {
        return fail("credential_damaged");
    }
    return LockoutState{static_cast<int>(*failed), *until, *seen};
}

}  // namespace lini
