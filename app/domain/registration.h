// Registrations that the law wants for a category of products, from a day on, and whether a product
// has them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/domain/refusal.h"
#include "app/domain/site_state.h"

namespace lini {

/// What a product lacks on a day.
struct Lapse {
    DutyKind kind = DutyKind::registration;
    std::optional<Date> until;  // When it ran out; nothing: there is none.
};

/// The duties of its category that have begun by then, and a registration that says its own end.
std::vector<Lapse> lapses_of(const SiteState& site, const ProductDefined& product,
                             const Date& on);

/// The first lapse of the product as a refusal; nothing where there is none, or where the product
/// is unknown.
std::optional<Refusal> registration_refusal(const SiteState& site, const ProductCode& product,
                                            const Date& on);

}  // namespace lini
