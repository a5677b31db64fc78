// Integer rupiah, and the one place where money is rounded. Pure; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

namespace lini {

/// Signed whole rupiah. Contracts here stay far below 10^15, which every operation bounds.
struct Rupiah {
    std::int64_t value = 0;
    friend auto operator<=>(const Rupiah&, const Rupiah&) = default;
};

inline constexpr std::int64_t kRupiahMax = 1'000'000'000'000'000;
inline constexpr std::int64_t kQuantityMax = 1'000'000'000;

/// quantity x unit price; nothing when either is negative or the product exceeds kRupiahMax.
std::optional<Rupiah> line_amount(std::int64_t quantity, Rupiah unit_price);

/// `basis_points` of `whole`, towards zero. Exact for amounts within kRupiahMax and at most
/// 10,000 basis points.
Rupiah share_of(Rupiah whole, int basis_points);

/// Splits `total` by percentages in basis points that sum to 10,000. Each part is rounded down
/// and the last takes the remainder, so the parts always sum to `total` to the rupiah.
std::vector<Rupiah> split_by_basis_points(Rupiah total, const std::vector<int>& basis_points);

}  // namespace lini
