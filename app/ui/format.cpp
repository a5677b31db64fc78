#include "app/ui/format.h"

#include <string_view>

#include "app/base/check.h"

namespace lini::ui {
namespace {

constexpr std::string_view kMinus = "\xE2\x88\x92";  // U+2212, as wide as a digit.

/// The digits of |value|; the most negative number has no positive twin, hence unsigned.
std::string digits_of(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return std::to_string(value < 0 ? ~bits + 1 : bits);
}

std::string grouped(std::string_view digits, char separator) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) out += separator;
        out += digits[i];
    }
    return out;
}

char group_mark(Language language) { return language == Language::id ? '.' : ','; }
char decimal_mark(Language language) { return language == Language::id ? ',' : '.'; }

std::string two(int value) {
    const std::string digits = std::to_string(value);
    return digits.size() < 2 ? "0" + digits : digits;
}

}  // namespace

std::string count_text(Language language, std::int64_t value) {
    return decimal_text(language, value, 0);
}

std::string decimal_text(Language language, std::int64_t scaled, int decimals) {
    CHECK(decimals >= 0);
    CHECK(decimals <= 9);
    const auto fraction = static_cast<std::size_t>(decimals);
    std::string digits = digits_of(scaled);
    if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
    const std::string_view all = digits;
    std::string out = scaled < 0 ? std::string(kMinus) : std::string();
    out += grouped(all.substr(0, all.size() - fraction), group_mark(language));
    if (fraction != 0) {
        out += decimal_mark(language);
        out += all.substr(all.size() - fraction);
    }
    return out;
}

std::string percent_text(Language language, std::int64_t basis_points) {
    int decimals = 2;
    std::int64_t scaled = basis_points;
    while (decimals > 0 && scaled % 10 == 0) {
        scaled /= 10;
        --decimals;
    }
    return decimal_text(language, scaled, decimals) + "%";
}

std::string rupiah_text(Language language, std::int64_t rupiah) {
    const std::string sign = rupiah < 0 ? std::string(kMinus) : std::string();
    return sign + "Rp" + grouped(digits_of(rupiah), group_mark(language));
}

std::string date_text(const Moment& time) {
    return day_text(time) + "-" + std::to_string(time.year);
}

std::string day_text(const Moment& time) { return two(time.day) + "-" + two(time.month); }

std::string day_time_text(const Moment& time) { return day_text(time) + " " + clock_text(time); }

std::string clock_text(const Moment& time) { return two(time.hour) + ":" + two(time.minute); }

}  // namespace lini::ui
