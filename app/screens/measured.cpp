#include "app/screens/measured.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/domain/reference.h"
#include "app/screens/wording.h"

namespace lini {

std::optional<Decimal> typed_decimal(const std::string& typed) {
    Decimal value;
    bool fraction = false;
    bool any = false;
    for (const char c : typed) {
        if (c == ',' || c == '.') {
            if (fraction) return std::nullopt;
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9' || value.scaled > 99'999'999) return std::nullopt;
        value.scaled = value.scaled * 10 + (c - '0');
        value.decimals += fraction ? 1 : 0;
        any = true;
    }
    return any ? std::optional<Decimal>(value) : std::nullopt;
}

std::int64_t scaled_value(const Decimal& value, int decimals) {
    std::int64_t scaled = value.scaled;
    for (int i = value.decimals; i < decimals; ++i) scaled *= 10;
    return scaled;
}

std::vector<std::int64_t> last_values(const View& view, const BatchState& batch,
                                      const TestLimit& test, std::size_t max) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (const auto& [order_no, order] : view.orders) {
        for (const auto& [batch_no, other] : order->batches) {
            if (other.plan.product != batch.plan.product || batch_no == batch.plan.batch) continue;
            const TestResult* result = valid_test(other, test.code);
            if (result == nullptr || result->record.value.decimals > test.decimals) continue;
            found.push_back({result->at_utc_us, scaled_value(result->record.value, test.decimals)});
        }
    }
    std::sort(found.begin(), found.end());
    if (found.size() > max) {
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(max));
    }
    std::vector<std::int64_t> values;
    for (const auto& [at, value] : found) values.push_back(value);
    return values;
}

std::optional<DifferenceWords> difference_words(const ui::Ui& ui, const View& view,
                                                const OrderState& order, const std::string& test,
                                                const Decimal& value) {
    const auto sample = view.orders.find(reference_order(order));
    if (sample == view.orders.end()) return std::nullopt;
    const auto found = difference_from(order, *sample->second, test, value);
    if (!found) return std::nullopt;
    return DifferenceWords{ui.tr(found->beyond ? "qc.difference_beyond" : "qc.difference",
                                 {{"order", sample->first.str()},
                                  {"value", value_text(ui, found->reference)},
                                  {"share", ui.percent(found->basis_points)}}),
                           found->beyond};
}

}  // namespace lini
