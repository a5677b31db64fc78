#include "app/domain/reference.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/domain/progress.h"

namespace lini {
namespace {

// Beyond it, nobody would call it the same product.
constexpr std::int64_t kFarBasisPoints = 1'000'000;

const std::string* value_of_kind(const OrderState& state, FieldKind kind) {
    if (!state.order) return nullptr;
    for (const ContractField& field : state.order->playbook.fields) {
        const auto found = state.order->fields.find(field.code);
        if (field.kind == kind && found != state.order->fields.end()) return &found->second;
    }
    return nullptr;
}

std::int64_t tolerance_basis_points(const OrderState& state) {
    const std::string* text = value_of_kind(state, FieldKind::reference_tolerance);
    std::int64_t percent = 0;
    if (text != nullptr) std::from_chars(text->data(), text->data() + text->size(), percent);
    return percent * 100;
}

const TestRecorded* last_result(const OrderState& reference, const std::string& test) {
    const TestRecorded* last = nullptr;
    std::int64_t last_at = 0;
    for (const auto& [batch_no, batch] : reference.batches) {
        if (batch.status == BatchStatus::rejected) continue;
        const TestResult* result = valid_test(batch, test);
        if (result == nullptr || (last != nullptr && result->at_utc_us < last_at)) continue;
        last = &result->record;
        last_at = result->at_utc_us;
    }
    return last;
}

// As a number: six decimals of at most 10^12 are exact enough for a share.
double number_of(const Decimal& value) {
    auto number = static_cast<double>(value.scaled);
    for (int i = 0; i < value.decimals; ++i) number /= 10;
    return number;
}

}  // namespace

OrderNo reference_order(const OrderState& state) {
    const std::string* text = value_of_kind(state, FieldKind::reference_order);
    return text == nullptr ? OrderNo() : OrderNo(*text);
}

std::optional<Difference> difference_from(const OrderState& state, const OrderState& reference,
                                          const std::string& test, const Decimal& value) {
    const TestRecorded* sample = last_result(reference, test);
    if (sample == nullptr || sample->value.scaled == 0) return std::nullopt;
    const double base = number_of(sample->value);
    const double share = std::abs((number_of(value) - base) / base) * 10'000;
    Difference found{sample->value, kFarBasisPoints, false};
    // A hair under a whole number is that number: 0.1 is no binary fraction.
    if (share < static_cast<double>(kFarBasisPoints)) {
        found.basis_points = static_cast<std::int64_t>(std::ceil(share - 1e-6));
    }
    found.beyond = found.basis_points > tolerance_basis_points(state);
    return found;
}

}  // namespace lini
