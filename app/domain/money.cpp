#include "app/domain/money.h"

#include <numeric>

#include "app/base/check.h"

namespace lini {

std::optional<Rupiah> line_amount(std::int64_t quantity, Rupiah unit_price) {
    if (quantity < 0 || unit_price.value < 0) return std::nullopt;
    std::int64_t amount = 0;
    if (__builtin_mul_overflow(quantity, unit_price.value, &amount)) return std::nullopt;
    if (amount > kRupiahMax) return std::nullopt;
    return Rupiah{amount};
}

Rupiah share_of(Rupiah whole, int basis_points) {
    constexpr std::int64_t kWhole = 10'000;
    // Quotient and remainder apart, so the product stays inside 64 bits.
    return Rupiah{whole.value / kWhole * basis_points +
                  whole.value % kWhole * basis_points / kWhole};
}

std::vector<Rupiah> split_by_basis_points(Rupiah total, const std::vector<int>& basis_points) {
    constexpr int kWhole = 10'000;
    CHECK(!basis_points.empty());
    CHECK(total.value >= 0 && total.value <= kRupiahMax);
    CHECK(std::accumulate(basis_points.begin(), basis_points.end(), 0) == kWhole);
    std::vector<Rupiah> parts;
    std::int64_t given = 0;
    for (const int points : basis_points) {
        CHECK(points >= 0);
        parts.push_back(share_of(total, points));
        given += parts.back().value;
    }
    parts.back().value += total.value - given;
    return parts;
}

}  // namespace lini
