// Numbers, money and dates as people write them: 7.250 and 5,12 in Indonesian, 7,250 and 5.12 in
// English. Integers in, so nothing is ever rounded on the way to the screen. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace lini::ui {

enum class Language : std::uint8_t { id, en };

/// A moment on the site's own clock, as the calendar of app/domain gives it.
struct Moment {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
};

/// 7250 -> "7.250"; -3 -> "−3".
std::string count_text(Language language, std::int64_t value);

/// A scaled integer: (512, 2) -> "5,12"; (100000, 2) -> "1.000,00". `decimals` 0 to 9.
std::string decimal_text(Language language, std::int64_t scaled, int decimals);

/// Basis points: 7250 -> "72,5%", 7000 -> "70%", 7249 -> "72,49%". Never rounded up to a threshold.
std::string percent_text(Language language, std::int64_t basis_points);

/// 135000000 -> "Rp135.000.000" ("Rp135,000,000").
std::string rupiah_text(Language language, std::int64_t rupiah);

/// "21-11-2026"; the same in both languages, so a date never means two days.
std::string date_text(const Moment& time);
/// "21-11".
std::string day_text(const Moment& time);
/// "21-11 13:53".
std::string day_time_text(const Moment& time);
/// "13:53"; no seconds, so the screen need not be redrawn for them.
std::string clock_text(const Moment& time);

}  // namespace lini::ui
