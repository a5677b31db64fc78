#include "app/domain/first_label.h"

#include <algorithm>

#include "app/domain/barcode.h"

namespace lini {
namespace {

/// Both without regard to the order of their elements, which a scanner does not change but a
/// Digital Link does.
bool same_identifiers(const FirstLabel::Elements& a, const FirstLabel::Elements& b) {
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const gs1::Field& field) {
               return gs1::find(b, field.ai) != nullptr;
           });
}

}  // namespace

std::optional<Refusal> FirstLabel::take(const Elements& read) {
    for (const Elements& symbol : symbols_) {
        if (!same_identifiers(read, symbol)) continue;
        for (const gs1::Field& field : symbol) {
            const std::string& value = *gs1::find(read, field.ai);
            if (value == field.value) continue;
            return Refusal{"first_label_differs",
                           {{"ai", field.ai},
                            {"read", shown_code(value)},
                            {"wanted", shown_code(field.value)}},
                           Remedy::scan_again};
        }
        for (const gs1::Field& field : symbol) seen_.insert(field.ai);
        return std::nullopt;
    }
    return Refusal{"first_label_other_symbol", {}, Remedy::scan_again};
}

std::vector<std::string> FirstLabel::missing() const {
    std::vector<std::string> missing;
    for (const Elements& symbol : symbols_) {
        for (const gs1::Field& field : symbol) {
            const bool listed = std::find(missing.begin(), missing.end(), field.ai) !=
                                missing.end();
            if (!listed && seen_.count(field.ai) == 0) missing.push_back(field.ai);
        }
    }
    return missing;
}

}  // namespace lini
