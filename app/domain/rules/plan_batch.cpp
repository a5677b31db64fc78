#include <algorithm>

#include "app/domain/batch_number.h"
#include "app/domain/registration.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

constexpr std::size_t kBatchNoBytesMax = 20;  // GS1 (10), on every label.

// Filled from a bulk of the same product; it may be planned before that is released.
MaybeRefusal bulk_fits(const OrderState& order, const PlanBatch& action) {
    if (action.from.empty()) return std::nullopt;
    if (auto refusal = batch_known(order, action.from)) return refusal;
    const BatchState& bulk = *find_batch(order, action.from);
    const bool fits = bulk.plan.bulk && !action.bulk && bulk.plan.product == action.product;
    if (fits && bulk.status != BatchStatus::rejected) return std::nullopt;
    return Refusal{"bulk_wrong", {{"bulk", action.from.str()}}};
}

}  // namespace

// Number and dates are fixed here, by the day it is planned on: midnight does not move them. What
// is filled from a bulk is as old as that.
Decision plan_batch(const SiteState& site, const OrderState& order, const Command& command,
                    const PlanBatch& action) {
    if (auto refusal = first_of([&] { return order_open(order); },
                                [&] { return actor_may(site, order, command, Right::plan_batch); },
                                [&] { return work_goes_on(order); },
                                [&] { return quantity_in_range(action.planned); },
                                [&] { return bulk_fits(order, action); })) {
        return *refusal;
    }
    if (order.closing) return Refusal{"quantity_closed", {}};
    const auto& lines = order.order->lines;
    const bool ordered = std::any_of(lines.begin(), lines.end(), [&](const OrderLine& line) {
        return line.product == action.product;
    });
    const auto product = site.products.find(action.product);
    if (!ordered || product == site.products.end()) {
        return Refusal{"product_unknown", {{"product", action.product.str()}}};
    }
    const Playbook& playbook = order.order->playbook;
    const std::string& pattern = action.bulk ? playbook.bulk_no_pattern : playbook.batch_no_pattern;
    if (pattern.empty()) return Refusal{"batch_no_pattern_none", {}};
    if (product->second.shelf_life_months == 0) {
        return Refusal{"shelf_life_unknown", {{"product", product->second.name}}};
    }
    const Date today = command.stamp.business_date;
    if (auto refusal = registration_refusal(site, action.product, today)) return *refusal;
    BatchPlanned planned;
    planned.batch = next_batch_no(order, pattern, action.product, today);
    if (planned.batch.str().size() > kBatchNoBytesMax) {
        return Refusal{"batch_no_invalid", {{"batch", planned.batch.str()}}};
    }
    planned.product = action.product;
    planned.planned = action.planned;
    planned.manufactured = today;
    planned.expires = expiry_of(product->second, today);
    planned.bulk = action.bulk;
    planned.from = action.from;
    if (const BatchState* bulk = find_batch(order, action.from)) {
        planned.manufactured = bulk->plan.manufactured;
        planned.expires = bulk->plan.expires;
    }
    return Accepted{{planned}};
}

}  // namespace lini::rules
