#include <algorithm>
#include <numeric>

#include "app/domain/money.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr int kWholeBasisPoints = 10'000;
constexpr int kDueDaysMax = 365;
constexpr std::size_t kConditionsMax = 8;

const PlaybookTerm* find_term(const PlaybookFile& playbook, const TermId& id) {
    const auto found = std::ranges::find(playbook.terms, id, &PlaybookTerm::id);
    return found == playbook.terms.end() ? nullptr : &*found;
}

void read_milestones(JsonReader& reader, Term& term) {
    term.any_of.clear();
    for (const json& name : reader.array("waits_for_any", 1, kConditionsMax)) {
        const auto condition = name.is_string()
                                   ? condition_from_text(name.get_ref<const std::string&>())
                                   : std::nullopt;
        if (condition) {
            term.any_of.push_back(*condition);
        } else {
            reader.wrong("waits_for_any", "value_unknown",
                         {{"value", name.is_string() ? name.get<std::string>() : name.dump()}});
        }
    }
}

/// A term takes its wording and what it waits for from the playbook's term of the same id; a term
/// that the playbook does not know must bring both.
Term read_term(const json& node, const std::string& pointer, const PlaybookFile& playbook,
               const ReadContext& context) {
    JsonReader reader(node, pointer, context.problems);
    Term term;
    term.id = TermId{reader.id_text("id")};
    term.basis_points = static_cast<int>(reader.integer("basis_points", {1, kWholeBasisPoints}));
    const PlaybookTerm* known = find_term(playbook, term.id);
    if (known != nullptr) {
        term.label = known->label;
        term.any_of = known->any_of;
        term.due_days = known->due_days;
    }
    if (known == nullptr || reader.has("label")) term.label = reader.wording("label");
    if (known == nullptr || reader.has("waits_for_any")) read_milestones(reader, term);
    if (reader.has("due_days")) {
        term.due_days = static_cast<int>(reader.integer("due_days", {0, kDueDaysMax}));
    }
    if (reader.has("amount_rupiah")) {
        term.amount = Rupiah{reader.integer("amount_rupiah", {0, kRupiahMax})};
    }
    reader.refuse_unknown_keys();
    return term;
}

std::vector<Term> terms_of(const PlaybookFile& playbook) {
    std::vector<Term> terms;
    for (const PlaybookTerm& t : playbook.terms) {
        terms.push_back({t.id, t.label, t.basis_points, {}, t.any_of, t.due_days});
    }
    return terms;
}

void split_value(std::vector<Term>& terms, Rupiah value) {
    std::vector<int> shares;
    for (const Term& term : terms) shares.push_back(term.basis_points);
    const std::vector<Rupiah> amounts = split_by_basis_points(value, shares);
    for (std::size_t i = 0; i < terms.size(); ++i) terms[i].amount = amounts[i];
}

/// Amounts come from the contract for all terms, or are computed for all.
void settle_amounts(JsonReader& order, const json& nodes, std::vector<Term>& terms, Rupiah value) {
    const auto given = std::ranges::count_if(
        nodes, [](const json& node) { return node.is_object() && node.contains("amount_rupiah"); });
    if (given == 0) {
        split_value(terms, value);
        return;
    }
    if (static_cast<std::size_t>(given) != terms.size()) {
        order.wrong("terms", "amounts_incomplete");
        return;
    }
    // At most 20 terms of at most kRupiahMax each: far inside 64 bits.
    const std::int64_t sum =
        std::accumulate(terms.begin(), terms.end(), std::int64_t{0},
                        [](std::int64_t s, const Term& term) { return s + term.amount.value; });
    if (sum != value.value) {
        order.wrong("terms", "amounts_sum", {{"sum", sum}, {"value", value.value}});
    }
}

}  // namespace

std::vector<Term> read_terms(JsonReader& order, const PlaybookFile& playbook, Rupiah value,
                             const ReadContext& context) {
    if (!order.has("terms")) {
        std::vector<Term> terms = terms_of(playbook);
        split_value(terms, value);
        return terms;
    }
    const json& nodes = order.array("terms", 1, 20);
    std::vector<Term> terms;
    int sum = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = order.pointer_to("terms") + "/" + std::to_string(i);
        Term term = read_term(nodes[i], at, playbook, context);
        sum += term.basis_points;
        const bool twice =
            std::ranges::any_of(terms, [&](const Term& other) { return other.id == term.id; });
        if (twice && !term.id.empty()) {
            context.problems.add(at, "item_twice", {{"value", term.id.str()}});
        }
        terms.push_back(std::move(term));
    }
    if (terms.empty()) return terms;
    if (sum != kWholeBasisPoints) {
        order.wrong("terms", "shares_sum",
                    {{"sum", std::int64_t{sum}}, {"whole", std::int64_t{kWholeBasisPoints}}});
        return terms;
    }
    settle_amounts(order, nodes, terms, value);
    return terms;
}

}  // namespace lini
