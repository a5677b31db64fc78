#include <set>
#include <utility>

#include "app/domain/rules/guards.h"
#include "app/domain/rules/revisions.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

template <typename Item>
Decision judged(const Item* known, const std::string& key, const Item& item) {
    Change change = Change::same;
    if (auto refusal = judge_revision(key, known ? known->revision : 0,
                                      known ? known->content_sha256_hex : std::string(),
                                      item.revision, item.content_sha256_hex, change)) {
        return *refusal;
    }
    if (change == Change::same) return Accepted{};
    return Accepted{{item}};
}

}  // namespace

Decision define_user(const SiteState& site, const Command& command, const DefineUser& action) {
    if (auto refusal = actor_may(site, {}, command, Right::import_data)) return *refusal;
    const UserDefined& user = action.user;
    if (!is_id_text(user.user.str()) || user.user == kSystemActor) {
        return Refusal{"user_id_invalid", {{"user", user.user.str()}}};
    }
    if (user.roles.empty()) return Refusal{"user_without_role", {{"user", user.user.str()}}};
    const auto known = site.users.find(user.user);
    return judged(known == site.users.end() ? nullptr : &known->second, user.user.str(), user);
}

Decision define_product(const SiteState& site, const Command& command,
                        const DefineProduct& action) {
    if (auto refusal = actor_may(site, {}, command, Right::import_data)) return *refusal;
    const ProductDefined& product = action.product;
    const RefusalArg name = product.code.str();
    if (!is_id_text(product.code.str()))
        return Refusal{"product_code_invalid", {{"product", name}}};
    if (product.units_per_carton < 1) {
        return Refusal{"carton_content_invalid", {{"product", name}}};
    }
    for (const TestLimit& test : product.tests) {
        const bool reversed = test.lower && test.upper && test.lower->scaled > test.upper->scaled;
        if (reversed) return Refusal{"limits_reversed", {{"product", name}, {"test", test.code}}};
    }
    const auto known = site.products.find(product.code);
    return judged(known == site.products.end() ? nullptr : &known->second, product.code.str(),
                  product);
}

Decision define_holidays(const SiteState& site, const Command& command,
                         const DefineHolidays& action) {
    if (auto refusal = actor_may(site, {}, command, Right::import_data)) return *refusal;
    const HolidaysDefined& year = action.holidays;
    const RefusalArg name = std::int64_t{year.year};
    std::set<Date> seen;
    for (const Holiday& holiday : year.days) {
        const bool fits = holiday.day.ok() && static_cast<int>(holiday.day.year()) == year.year;
        if (!fits) return Refusal{"holiday_of_other_year", {{"year", name}}};
        if (!seen.insert(holiday.day).second) {
            return Refusal{"holiday_twice", {{"day", iso_date(holiday.day)}}};
        }
    }
    const auto known = site.holidays.find(year.year);
    return judged(known == site.holidays.end() ? nullptr : &known->second,
                  std::to_string(year.year), year);
}

Decision define_duties(const SiteState& site, const Command& command, const DefineDuties& action) {
    if (auto refusal = actor_may(site, {}, command, Right::import_data)) return *refusal;
    for (const Duty& duty : action.duties.duties) {
        if (!is_id_text(duty.category) || !duty.from.ok()) {
            return Refusal{"duty_invalid", {{"category", duty.category}}};
        }
    }
    return judged(site.duties ? &*site.duties : nullptr, "duties", action.duties);
}

// Of an order that was accepted, which is where whoever imports was asked for his right.
Decision reserve_product(const SiteState& site, const Command&, const ReserveProduct& action) {
    const ProductReserved& wanted = action.reserved;
    const bool known = site.reserved.count({wanted.product, wanted.order_no}) > 0;
    return known ? Accepted{} : Accepted{{wanted}};
}

Decision define_taxes(const SiteState& site, const Command& command, const DefineTaxes& action) {
    if (auto refusal = actor_may(site, {}, command, Right::import_data)) return *refusal;
    std::set<std::pair<std::string, Date>> seen;
    for (const TaxRate& rate : action.taxes.rates) {
        const bool sound = is_id_text(rate.kind) && rate.from.ok() && rate.basis_points > 0 &&
                           rate.basis_points <= 10'000 && rate.base_num > 0 &&
                           rate.base_num <= rate.base_den && rate.base_den <= 1'000;
        if (!sound) return Refusal{"tax_rate_invalid", {{"tax", rate.kind}}};
        if (!seen.insert({rate.kind, rate.from}).second) {
            return Refusal{"tax_rate_twice", {{"tax", rate.kind}, {"day", iso_date(rate.from)}}};
        }
    }
    return judged(site.taxes ? &*site.taxes : nullptr, "taxes", action.taxes);
}

}  // namespace lini::rules
