#include "app/domain/term_parts.h"

#include <algorithm>

#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"

namespace lini {

const TermId& whole_of(const Term& term) {
    return term.part_of.empty() ? term.id : term.part_of;
}

std::vector<const Term*> parts_of(const std::vector<Term>& terms, const TermId& term) {
    std::vector<const Term*> parts;
    for (const Term& each : terms) {
        if (whole_of(each) == term || each.id == term) parts.push_back(&each);
    }
    return parts;
}

bool closes_term(const std::vector<Term>& terms, const Term& term) {
    return parts_of(terms, whole_of(term)).back()->id == term.id;
}

std::int64_t units_to_be_ready(const std::vector<Term>& terms, const Term& part) {
    if (closes_term(terms, part)) return 0;
    std::int64_t sum = 0;
    for (const Term* each : parts_of(terms, whole_of(part))) {
        sum += each->releases;
        if (each->id == part.id) break;
    }
    return sum;
}

std::int64_t units_ready(const OrderState& state, const TermId& term) {
    std::int64_t ready = 0;
    if (!state.order) return ready;
    for (const auto& [batch_no, batch] : state.batches) {
        if (batch.status != BatchStatus::released) continue;
        if (!closed_gates(state, {GatedActKind::bill_term, term.str()}, batch_no).empty()) continue;
        ready += deliverable_units(state, batch);
    }
    return ready;
}

std::int64_t units_paid_for(const OrderState& state, const TermId& term) {
    std::int64_t paid = 0;
    if (!state.order) return paid;
    for (const Term* part : parts_of(state.order->terms, term)) {
        if (!part->part_of.empty() && is_settled(state, part->id)) paid += part->releases;
    }
    return paid;
}

}  // namespace lini
