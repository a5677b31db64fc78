#include "app/domain/working_days.h"

namespace lini {
namespace {

Date next(const Date& day) { return std::chrono::sys_days(day) + std::chrono::days(1); }

bool counts(const Date& day, bool working, const Holidays& holidays) {
    return !working || is_working_day(day, holidays);
}

}  // namespace

Holidays holidays_of(const SiteState& site) {
    Holidays days;
    for (const auto& [number, year] : site.holidays) {
        for (const Holiday& holiday : year.days) days.insert(holiday.day);
    }
    return days;
}

bool is_working_day(const Date& day, const Holidays& holidays) {
    const std::chrono::weekday weekday{std::chrono::sys_days(day)};
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    return !weekend && holidays.count(day) == 0;
}

Date add_days(const Date& from, int days, bool working, const Holidays& holidays) {
    Date day = from;
    while (days > 0) {
        day = next(day);
        if (counts(day, working, holidays)) --days;
    }
    return day;
}

int days_after(const Date& from, const Date& to, bool working, const Holidays& holidays) {
    int days = 0;
    for (Date day = from; day < to;) {
        day = next(day);
        if (counts(day, working, holidays)) ++days;
    }
    return days;
}

}  // namespace lini
