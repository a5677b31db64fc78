#include <algorithm>
#include <numeric>
#include <set>

#include "app/domain/money.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr int kWholeBasisPoints = 10'000;
constexpr int kDueDaysMax = 365;
constexpr std::size_t kConditionsMax = 8;
constexpr std::size_t kTermsMax = 20;
constexpr std::size_t kPartsMax = 12;

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

/// Shares and amounts as they were read; how many amounts the contract gives itself.
struct ReadTerms {
    std::vector<Term> terms;
    std::size_t amounts = 0;
};

void read_amount(JsonReader& reader, Term& term, ReadTerms& read) {
    if (!reader.has("amount_rupiah")) return;
    term.amount = Rupiah{reader.integer("amount_rupiah", {0, kRupiahMax})};
    ++read.amounts;
}

/// "pelunasan" in two parts is "pelunasan:1" and "pelunasan:2". The last waits for what the whole
/// waits for; the others for the goods that they release.
void read_parts(JsonReader& whole_reader, const Term& whole, ReadTerms& read,
                const ReadContext& context) {
    const json& nodes = whole_reader.array("parts", 2, kPartsMax);
    int sum = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = whole_reader.pointer_to("parts") + "/" + std::to_string(i);
        JsonReader reader(nodes[i], at, context.problems);
        const std::string of = " " + std::to_string(i + 1) + "/" + std::to_string(nodes.size());
        Term part = whole;
        part.id = TermId{whole.id.str() + ":" + std::to_string(i + 1)};
        part.label = {whole.label.id + of, whole.label.en + of};
        part.part_of = whole.id;
        part.basis_points =
            static_cast<int>(reader.integer("basis_points", {1, kWholeBasisPoints}));
        if (i + 1 < nodes.size()) {
            part.releases = reader.integer("releases", {1, kQuantityMax});
            part.any_of = {{ConditionKind::units_ready, part.id.str()}};
        }
        read_amount(reader, part, read);
        reader.refuse_unknown_keys();
        sum += part.basis_points;
        read.terms.push_back(std::move(part));
    }
    if (nodes.empty() || sum == whole.basis_points) return;
    whole_reader.wrong("parts", "shares_sum",
                       {{"sum", std::int64_t{sum}}, {"whole", std::int64_t{whole.basis_points}}});
}

/// A term takes its wording and what it waits for from the playbook's term of the same id; a term
/// that the playbook does not know must bring both. The id comes back.
TermId read_term(const json& node, const std::string& pointer, const PlaybookFile& playbook,
                 const ReadContext& context, ReadTerms& read) {
    JsonReader reader(node, pointer, context.problems);
    Term term;
    term.id = TermId{reader.id_text("id")};
    term.basis_points = static_cast<int>(reader.integer("basis_points", {1, kWholeBasisPoints}));
    const PlaybookTerm* known = find_term(playbook, term.id);
    if (known != nullptr) {
        term.label = known->label;
        term.any_of = known->any_of;
        term.due_days = known->due_days;
        term.document = known->document;
    }
    if (known == nullptr || reader.has("label")) term.label = reader.wording("label");
    if (known == nullptr || reader.has("waits_for_any")) read_milestones(reader, term);
    if (reader.has("due_days")) {
        term.due_days = static_cast<int>(reader.integer("due_days", {0, kDueDaysMax}));
    }
    const TermId id = term.id;
    if (reader.has("parts")) {
        read_parts(reader, term, read, context);
    } else {
        read_amount(reader, term, read);
        read.terms.push_back(std::move(term));
    }
    reader.refuse_unknown_keys();
    return id;
}

void split_value(std::vector<Term>& terms, Rupiah value) {
    std::vector<int> shares;
    for (const Term& term : terms) shares.push_back(term.basis_points);
    const std::vector<Rupiah> amounts = split_by_basis_points(value, shares);
    for (std::size_t i = 0; i < terms.size(); ++i) terms[i].amount = amounts[i];
}

/// Amounts come from the contract for all terms, or are computed for all.
void settle_amounts(JsonReader& order, ReadTerms& read, Rupiah value) {
    std::vector<Term>& terms = read.terms;
    if (read.amounts == 0) {
        split_value(terms, value);
        return;
    }
    if (read.amounts != terms.size()) {
        order.wrong("terms", "amounts_incomplete");
        return;
    }
    // At most 20 terms of 12 parts of at most kRupiahMax each: far inside 64 bits.
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
    const json& nodes = order.array("terms", 1, kTermsMax);
    ReadTerms read;
    std::set<TermId> seen;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = order.pointer_to("terms") + "/" + std::to_string(i);
        const TermId id = read_term(nodes[i], at, playbook, context, read);
        if (id.empty() || seen.insert(id).second) continue;
        context.problems.add(at, "item_twice", {{"value", id.str()}});
    }
    if (read.terms.empty()) return {};
    const int sum = std::accumulate(
        read.terms.begin(), read.terms.end(), 0,
        [](int so_far, const Term& term) { return so_far + term.basis_points; });
    if (sum == kWholeBasisPoints) {
        settle_amounts(order, read, value);
    } else {
        order.wrong("terms", "shares_sum",
                    {{"sum", std::int64_t{sum}}, {"whole", std::int64_t{kWholeBasisPoints}}});
    }
    return std::move(read.terms);
}

}  // namespace lini
