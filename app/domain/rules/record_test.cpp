#include <algorithm>

#include "app/base/check.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

constexpr int kDecimalsMax = 6;
constexpr std::int64_t kScaledMax = 1'000'000'000'000;

std::int64_t scaled_to(const Decimal& value, int decimals) {
    CHECK(value.decimals <= decimals && decimals <= kDecimalsMax);
    std::int64_t scaled = value.scaled;
    for (int i = value.decimals; i < decimals; ++i) scaled *= 10;
    return scaled;
}

// Compared at the finer scale of the two, so 5,5 and 5,50 are the same value.
int compare(const Decimal& a, const Decimal& b) {
    const int decimals = std::max(a.decimals, b.decimals);
    const std::int64_t left = scaled_to(a, decimals);
    const std::int64_t right = scaled_to(b, decimals);
    return left < right ? -1 : (left > right ? 1 : 0);
}

const TestLimit* find_limit(const SiteState& site, const BatchState& batch,
                            const std::string& test) {
    const auto product = site.products.find(batch.plan.product);
    if (product == site.products.end()) return nullptr;
    for (const TestLimit& limit : product->second.tests) {
        if (limit.code == test) return &limit;
    }
    return nullptr;
}

MaybeRefusal value_in_range(const Decimal& value, const TestLimit& limit) {
    const bool fine = value.decimals >= 0 && value.decimals <= kDecimalsMax &&
                      value.scaled > -kScaledMax && value.scaled < kScaledMax;
    if (!fine) return Refusal{"value_out_of_range", {{"test", limit.code}}};
    if (value.decimals <= limit.decimals) return std::nullopt;
    return Refusal{"too_many_decimals",
                   {{"test", limit.code}, {"decimals", std::int64_t{limit.decimals}}}};
}

}  // namespace

Decision record_test(const SiteState& site, const OrderState& order, const Command& command,
                     const RecordTest& action) {
    if (auto refusal = first_of([&] { return order_open(order); },
                                [&] { return actor_may(site, order, command, Right::record_test); },
                                [&] { return batch_known(order, action.batch); })) {
        return *refusal;
    }
    const BatchState& batch = *find_batch(order, action.batch);
    const TestLimit* limit = find_limit(site, batch, action.test);
    if (limit == nullptr) return Refusal{"test_unknown", {{"test", action.test}}};
    if (auto refusal = value_in_range(action.value, *limit)) return *refusal;
    if (valid_test(batch, action.test) != nullptr) {
        return Refusal{"test_already_recorded", {{"test", action.test}}};
    }
    const bool meets = (!limit->lower || compare(action.value, *limit->lower) >= 0) &&
                       (!limit->upper || compare(action.value, *limit->upper) <= 0);
    TestRecorded record;
    record.batch = action.batch;
    record.test = action.test;
    record.value = Decimal{scaled_to(action.value, limit->decimals), limit->decimals};
    record.lower = limit->lower;
    record.upper = limit->upper;
    record.unit = limit->unit;
    record.spec_revision = site.products.at(batch.plan.product).revision;
    record.verdict = meets ? Verdict::meets : Verdict::fails;
    record.entry = action.entry;
    return Accepted{{record}};
}

}  // namespace lini::rules
