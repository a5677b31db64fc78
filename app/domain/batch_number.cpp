#include "app/domain/batch_number.h"

#include <array>

namespace lini {
namespace {

constexpr std::array<std::string_view, 3> kCounts = {"n", "nn", "nnn"};
constexpr std::array<std::string_view, 5> kParts = {"order", "product", "yy", "mm", "dd"};

bool counts(std::string_view part) {
    for (const std::string_view count : kCounts) {
        if (count == part) return true;
    }
    return false;
}

std::string padded(unsigned long number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string filled(std::string_view part, const OrderState& order, const ProductCode& product,
                   const Date& day, unsigned long count) {
    if (part == "order") return order.order_no.str();
    if (part == "product") return product.str();
    if (part == "yy") return padded(static_cast<unsigned>(static_cast<int>(day.year())) % 100, 2);
    if (part == "mm") return padded(static_cast<unsigned>(day.month()), 2);
    if (part == "dd") return padded(static_cast<unsigned>(day.day()), 2);
    return padded(count, part.size());
}

/// Calls `text` and `part` in turn. False where a brace is open.
template <typename Text, typename Part>
bool walk(std::string_view pattern, Text text, Part part) {
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text(pattern.substr(0, open));
        if (open == std::string_view::npos) return true;
        const std::size_t close = pattern.find('}', open);
        if (close == std::string_view::npos) return false;
        part(pattern.substr(open + 1, close - open - 1));
        pattern.remove_prefix(close + 1);
    }
    return true;
}

}  // namespace

bool is_batch_no_pattern(std::string_view pattern) {
    int counting = 0;
    bool named = false;
    bool sound = true;
    const bool closed = walk(
        pattern,
        [&](std::string_view text) { sound = sound && (text.empty() || is_id_text(text)); },
        [&](std::string_view part) {
            if (counts(part)) {
                ++counting;
                return;
            }
            bool known = false;
            for (const std::string_view one : kParts) known = known || one == part;
            named = named || part == "order";
            sound = sound && known;
        });
    return closed && sound && named && counting == 1;
}

BatchNo next_batch_no(const OrderState& order, const std::string& pattern,
                      const ProductCode& product, const Date& day) {
    for (unsigned long count = 1;; ++count) {
        std::string number;
        walk(
            pattern,
            [&](std::string_view text) { number += text; },
            [&](std::string_view part) { number += filled(part, order, product, day, count); });
        const BatchNo batch(number);
        if (order.batches.count(batch) == 0) return batch;
    }
}

Date expiry_of(const ProductDefined& product, const Date& made) {
    const Date ends = made + std::chrono::months(product.shelf_life_months);
    const bool last = product.expires_month_end || !ends.ok();
    return last ? last_day_of_month(ends.year(), ends.month()) : ends;
}

}  // namespace lini
