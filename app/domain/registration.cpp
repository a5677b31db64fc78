#include "app/domain/registration.h"

#include <algorithm>

namespace lini {
namespace {

bool is_due(const SiteState& site, const ProductDefined& product, DutyKind kind, const Date& on) {
    if (!site.duties) return false;
    const auto& duties = site.duties->duties;
    return std::any_of(duties.begin(), duties.end(), [&](const Duty& duty) {
        return duty.kind == kind && duty.category == product.category && duty.from <= on;
    });
}

// A number that is there and has run out is a lapse whether or not the law wanted one.
std::optional<Lapse> lapse_of(DutyKind kind, const std::string& number,
                              const std::optional<Date>& until, bool due, const Date& on) {
    const bool there = !number.empty() && number != "-";
    if (there && until && *until < on) return Lapse{kind, until};
    if (!there && due) return Lapse{kind, std::nullopt};
    return std::nullopt;
}

}  // namespace

std::vector<Lapse> lapses_of(const SiteState& site, const ProductDefined& product,
                             const Date& on) {
    std::vector<Lapse> lapses;
    const auto add = [&](DutyKind kind, const std::string& number,
                         const std::optional<Date>& until) {
        const bool due = is_due(site, product, kind, on);
        if (const auto lapse = lapse_of(kind, number, until, due, on)) lapses.push_back(*lapse);
    };
    add(DutyKind::registration, product.registration_no, product.registration_until);
    add(DutyKind::halal, product.halal_no, product.halal_until);
    return lapses;
}

std::optional<Refusal> registration_refusal(const SiteState& site, const ProductCode& code,
                                            const Date& on) {
    const auto product = site.products.find(code);
    if (product == site.products.end()) return std::nullopt;
    const auto lapses = lapses_of(site, product->second, on);
    if (lapses.empty()) return std::nullopt;
    const Lapse& lapse = lapses.front();
    const bool halal = lapse.kind == DutyKind::halal;
    std::vector<std::pair<std::string, RefusalArg>> args{{"product", product->second.name}};
    if (!lapse.until) return Refusal{halal ? "halal_missing" : "registration_missing", args};
    args.emplace_back("until", iso_date(*lapse.until));
    return Refusal{halal ? "halal_expired" : "registration_expired", args};
}

}  // namespace lini
