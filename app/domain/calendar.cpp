#include "app/domain/calendar.h"

#include <cstdio>
#include <stdexcept>

#include <date/tz.h>

#include "app/base/check.h"

namespace lini {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

const date::time_zone* find_zone(const std::string& name) {
    // The library reports an unknown zone only by throwing.
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

}  // namespace

std::optional<LocalTime> local_time(std::int64_t at_utc_us, const std::string& zone) {
    const date::time_zone* found = find_zone(zone);
    if (found == nullptr) return std::nullopt;
    const date::sys_seconds utc{
        std::chrono::floor<std::chrono::seconds>(std::chrono::microseconds{at_utc_us})};
    const auto local = found->to_local(utc);
    const auto day = date::floor<date::days>(local);
    const auto seconds = static_cast<int>((local - day).count());
    LocalTime out;
    out.date = Date{std::chrono::sys_days{std::chrono::days{day.time_since_epoch().count()}}};
    out.minute_of_day = seconds / 60;
    out.second = seconds % 60;
    return out;
}

std::optional<Stamp> stamp_at(std::int64_t at_utc_us, ClockState clock_state,
                              const std::string& zone, const std::vector<Shift>& shifts) {
    CHECK(!shifts.empty());
    const auto local = local_time(at_utc_us, zone);
    if (!local) return std::nullopt;
    Stamp stamp{at_utc_us, clock_state, zone, local->date, shifts.back().number};
    bool found = false;
    for (const Shift& shift : shifts) {
        if (shift.begins_minute > local->minute_of_day) continue;
        stamp.shift = shift.number;
        found = true;
    }
    if (!found)
        stamp.business_date = Date{std::chrono::sys_days{local->date} - std::chrono::days{1}};
    return stamp;
}

std::string iso_date(const Date& date) {
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::int64_t days_between(const Date& from, const Date& to) {
    return (std::chrono::sys_days{to} - std::chrono::sys_days{from}).count();
}

Date last_day_of_month(std::chrono::year year, std::chrono::month month) {
    return Date{std::chrono::year_month_day_last{year, std::chrono::month_day_last{month}}};
}

}  // namespace lini
