#include "app/domain/site_state.h"

namespace lini {

void apply(SiteState& state, const Event& event) {
    ++state.version;
    if (const auto* user = std::get_if<UserDefined>(&event.body)) {
        UserDefined& known = state.users.try_emplace(user->user, *user).first->second;
        if (user->revision >= known.revision) known = *user;
    } else if (const auto* product = std::get_if<ProductDefined>(&event.body)) {
        ProductDefined& known = state.products.try_emplace(product->code, *product).first->second;
        if (product->revision >= known.revision) known = *product;
    } else if (const auto* year = std::get_if<HolidaysDefined>(&event.body)) {
        HolidaysDefined& known = state.holidays.try_emplace(year->year, *year).first->second;
        if (year->revision >= known.revision) known = *year;
    } else if (const auto* duties = std::get_if<DutiesDefined>(&event.body)) {
        const bool newer = !state.duties || duties->revision >= state.duties->revision;
        if (newer) state.duties = *duties;
    } else if (const auto* taxes = std::get_if<TaxesDefined>(&event.body)) {
        if (!state.taxes || taxes->revision >= state.taxes->revision) state.taxes = *taxes;
    } else if (const auto* reserved = std::get_if<ProductReserved>(&event.body)) {
        state.reserved.insert_or_assign({reserved->product, reserved->order_no}, *reserved);
    } else if (const auto* started = std::get_if<IncarnationStarted>(&event.body)) {
        state.incarnation = *started;
    }
}

const UserDefined* active_user(const SiteState& state, const UserId& user) {
    const auto found = state.users.find(user);
    return found != state.users.end() && found->second.active ? &found->second : nullptr;
}

std::string product_name(const SiteState& state, const ProductCode& product) {
    const auto found = state.products.find(product);
    return found == state.products.end() ? product.str() : found->second.name;
}

const ProductReserved* reserved_for(const SiteState& state, const ProductCode& product,
                                    const std::string& client, bool others) {
    for (const auto& [key, reserved] : state.reserved) {
        if (key.first == product && (reserved.client != client) == others) return &reserved;
    }
    return nullptr;
}

const ProductDefined* product_by_gtin(const SiteState& state, std::string_view gtin) {
    for (const auto& [code, product] : state.products) {
        if (product.gtin == gtin || product.carton_gtin == gtin) return &product;
    }
    return nullptr;
}

}  // namespace lini
