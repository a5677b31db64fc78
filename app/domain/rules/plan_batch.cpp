#include <algorithm>

#include "app/domain/batch_number.h"
#include "app/domain/registration.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

constexpr std::size_t kBatchNoBytesMax = 20;  // GS1 (10), on every label.

}  // namespace

// Number and dates are fixed here, by the day it is planned on: midnight does not move them.
Decision plan_batch(const SiteState& site, const OrderState& order, const Command& command,
                    const PlanBatch& action) {
    if (auto refusal = first_of([&] { return order_open(order); },
                                [&] { return actor_may(site, order, command, Right::plan_batch); },
                                [&] { return work_goes_on(order); },
                                [&] { return quantity_in_range(action.planned); })) {
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
    if (order.order->playbook.batch_no_pattern.empty()) return Refusal{"batch_no_pattern_none", {}};
    if (product->second.shelf_life_months == 0) {
        return Refusal{"shelf_life_unknown", {{"product", product->second.name}}};
    }
    const Date today = command.stamp.business_date;
    if (auto refusal = registration_refusal(site, action.product, today)) return *refusal;
    BatchPlanned planned;
    planned.batch = next_batch_no(order, action.product, today);
    if (planned.batch.str().size() > kBatchNoBytesMax) {
        return Refusal{"batch_no_invalid", {{"batch", planned.batch.str()}}};
    }
    planned.product = action.product;
    planned.planned = action.planned;
    planned.manufactured = today;
    planned.expires = expiry_of(product->second, today);
    return Accepted{{planned}};
}

}  // namespace lini::rules
