// What is known of the site: users and products. The fold of the events that have no order.
// Values only; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "app/domain/events.h"

namespace lini {

struct SiteState {
    std::int64_t version = 0;
    std::map<UserId, UserDefined> users;        // The newest revision of each.
    std::map<ProductCode, ProductDefined> products;
    std::map<int, HolidaysDefined> holidays;        // By year, likewise.
    std::optional<DutiesDefined> duties;            // Likewise.
    std::optional<TaxesDefined> taxes;              // Likewise.
    std::map<std::pair<ProductCode, OrderNo>, ProductReserved> reserved;
    std::optional<IncarnationStarted> incarnation;  // This terminal's last.
};

void apply(SiteState& state, const Event& event);

/// Nothing when unknown or no longer active.
const UserDefined* active_user(const SiteState& state, const UserId& user);

/// Its name; its code where the product is unknown.
std::string product_name(const SiteState& state, const ProductCode& product);

/// The exclusive contract that keeps this product, of `client` or with `others` of anybody else;
/// nothing where there is none.
const ProductReserved* reserved_for(const SiteState& state, const ProductCode& product,
                                    const std::string& client, bool others);

/// The product whose unit or carton carries this GTIN-14; nothing when unknown.
const ProductDefined* product_by_gtin(const SiteState& state, std::string_view gtin);

}  // namespace lini
