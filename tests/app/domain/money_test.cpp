#include "app/domain/money.h"

#include <random>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

TEST_CASE("the parts of a contract always sum to its value to the rupiah") {
    std::mt19937_64 random(20261121);
    for (int i = 0; i < 20'000; ++i) {
        const Rupiah total{static_cast<std::int64_t>(random() % 1'000'000'000'000'001ULL)};
        const int first = static_cast<int>(random() % 10'001);
        const int second = static_cast<int>(random() % static_cast<unsigned>(10'001 - first));
        const auto parts =
            split_by_basis_points(total, {first, second, 10'000 - first - second});
        std::int64_t sum = 0;
        for (const Rupiah part : parts) {
            REQUIRE(part.value >= 0);
            sum += part.value;
        }
        REQUIRE(sum == total.value);
    }
}

TEST_CASE("thirty percent of 450 million is 135 million") {
    const auto parts = split_by_basis_points(Rupiah{450'000'000}, {4000, 3000, 3000});
    REQUIRE(parts[1] == Rupiah{135'000'000});
}

TEST_CASE("a line that would overflow has no amount") {
    REQUIRE_FALSE(line_amount(kQuantityMax, Rupiah{kRupiahMax}));
    REQUIRE_FALSE(line_amount(-1, Rupiah{1}));
    REQUIRE_FALSE(line_amount(1, Rupiah{-1}));
    REQUIRE(line_amount(10'000, Rupiah{45'000}) == Rupiah{450'000'000});
}
