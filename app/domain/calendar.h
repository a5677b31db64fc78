// Days, shifts and zones. A business date belongs to the shift that it began in, so a night shift
// keeps one date across midnight. Pure but for the system's time-zone database; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lini {

using Date = std::chrono::year_month_day;

enum class ClockState { synced, unsynced, stepped_back };

/// A shift of the site: its number and the minute of the local day at which it begins.
struct Shift {
    int number = 1;
    int begins_minute = 7 * 60;
};

/// When something happened, as every event keeps it.
struct Stamp {
    std::int64_t at_utc_us = 0;
    ClockState clock_state = ClockState::synced;
    std::string zone = "Asia/Jakarta";  // IANA name.
    Date business_date{};
    int shift = 1;
};

struct LocalTime {
    Date date{};
    int minute_of_day = 0;
    int second = 0;
};

/// Local wall time at `at_utc_us`; nothing when `zone` is not in the time-zone database.
std::optional<LocalTime> local_time(std::int64_t at_utc_us, const std::string& zone);

/// The stamp of an instant. `shifts` is ordered by begins_minute and not empty; an instant before
/// the first shift of its day belongs to the last shift of the day before.
/// Nothing when `zone` is unknown.
std::optional<Stamp> stamp_at(std::int64_t at_utc_us, ClockState clock_state,
                              const std::string& zone, const std::vector<Shift>& shifts);

/// "2026-11-21", and back; parsing refuses days that do not exist.
std::string iso_date(const Date& date);
std::optional<Date> parse_iso_date(std::string_view text);

/// Days from `from` to `to`; negative when `to` is earlier.
std::int64_t days_between(const Date& from, const Date& to);

Date last_day_of_month(std::chrono::year year, std::chrono::month month);

}  // namespace lini
