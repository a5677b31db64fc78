#include "app/domain/contract.h"

#include <algorithm>
#include <charconv>

#include "app/base/check.h"
#include "app/domain/term_parts.h"

namespace lini {
namespace {

constexpr std::size_t kDigitsMax = 15;

bool starts_with(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    const bool whole = error == std::errc() && at == end && value >= 0;
    if (text.empty() || text.size() > kDigitsMax || !whole) return std::nullopt;
    return value;
}

const std::string* field_text(const OrderImported& order, std::string_view code) {
    const auto found = order.fields.find(std::string(code));
    return found == order.fields.end() ? nullptr : &found->second;
}

std::optional<Date> date_field(const OrderImported& order, std::string_view code) {
    const std::string* text = field_text(order, code);
    return text == nullptr ? std::nullopt : parse_iso_date(*text);
}

/// Whole years: up to the day before the anniversary it is one less.
std::int64_t years_between(const Date& from, const Date& to) {
    const auto years = static_cast<int>(to.year()) - static_cast<int>(from.year());
    const bool before = std::pair(to.month(), to.day()) < std::pair(from.month(), from.day());
    return years - (before ? 1 : 0);
}

std::int64_t term_share(const OrderImported& order, std::string_view term) {
    std::int64_t share = 0;
    for (const Term* part : parts_of(order.terms, TermId(std::string(term)))) {
        share += part->basis_points;
    }
    return share;
}

std::optional<std::int64_t> days_of(const OrderImported& order, std::string_view code) {
    const auto own = order.deadline_days.find(std::string(code));
    if (own != order.deadline_days.end()) return own->second;
    const Deadline* deadline = find_deadline(order.playbook, code);
    return deadline == nullptr ? std::nullopt : std::optional<std::int64_t>(deadline->days);
}

/// "contract_until:nda_until" -> the two codes.
std::pair<std::string_view, std::string_view> two_codes(std::string_view codes) {
    const std::size_t colon = codes.find(':');
    if (colon == std::string_view::npos) return {codes, {}};
    return {codes.substr(0, colon), codes.substr(colon + 1)};
}

std::optional<Breach> breach_of(const OrderImported& order, const ContractRule& rule) {
    Breach breach{&rule, 0, rule.min, rule.max};
    bool said = false;
    for (const std::string& name : rule.sum_of) {
        const auto value = figure_of(order, name);
        said = said || value;
        breach.value += value.value_or(0);
    }
    if (!said) return std::nullopt;
    if (!rule.at_least.empty()) breach.min = figure_of(order, rule.at_least);
    if (!rule.equals.empty()) breach.min = breach.max = figure_of(order, rule.equals);
    const bool low = breach.min && breach.value < *breach.min;
    const bool high = breach.max && breach.value > *breach.max;
    if (!low && !high) return std::nullopt;
    return breach;
}

Phrase bounds_phrase(const Breach& breach, FigureUnit unit) {
    const auto text = [](const std::optional<std::int64_t>& bound) {
        return bound ? std::to_string(*bound) : std::string();
    };
    Phrase phrase{text(breach.min) + ".." + text(breach.max), "bounds.between", {}, {}};
    if (!breach.max) phrase.key = "bounds.min";
    if (!breach.min) phrase.key = "bounds.max";
    if (breach.min == breach.max) phrase.key = "bounds.exactly";
    if (breach.min) phrase.args.emplace_back("min", Figure{*breach.min, unit});
    if (breach.max) phrase.args.emplace_back("max", Figure{*breach.max, unit});
    return phrase;
}

}  // namespace

std::optional<FigureUnit> figure_unit(const Playbook& playbook, std::string_view name) {
    if (name == "threshold" || (starts_with(name, "share:") && name.size() > 6)) {
        return FigureUnit::basis_points;
    }
    if (name == "value") return FigureUnit::rupiah;
    if (name == "quantity") return FigureUnit::number;
    const auto kind_is = [&](std::string_view code, FieldKind kind) {
        const ContractField* field = find_field(playbook, code);
        return field != nullptr && field->kind == kind;
    };
    if (starts_with(name, "field:")) {
        const std::string_view code = name.substr(6);
        if (kind_is(code, FieldKind::rupiah)) return FigureUnit::rupiah;
        if (kind_is(code, FieldKind::integer)) return FigureUnit::number;
        return std::nullopt;
    }
    if (starts_with(name, "days:")) {
        const bool known = find_deadline(playbook, name.substr(5)) != nullptr;
        return known ? std::optional(FigureUnit::number) : std::nullopt;
    }
    if (!starts_with(name, "years:")) return std::nullopt;
    const auto [from, to] = two_codes(name.substr(6));
    const bool dates = kind_is(from, FieldKind::date) && kind_is(to, FieldKind::date);
    return dates ? std::optional(FigureUnit::years) : std::nullopt;
}

std::optional<std::int64_t> figure_of(const OrderImported& order, std::string_view name) {
    if (name == "threshold") return std::int64_t{order.threshold_percent} * 100;
    if (name == "value") return order.value.value;
    if (name == "quantity") {
        std::int64_t sum = 0;
        for (const OrderLine& line : order.lines) sum += line.quantity;
        return sum;
    }
    if (starts_with(name, "share:")) return term_share(order, name.substr(6));
    if (starts_with(name, "days:")) return days_of(order, name.substr(5));
    if (starts_with(name, "field:")) {
        const std::string* text = field_text(order, name.substr(6));
        return text == nullptr ? std::nullopt : number_in(*text);
    }
    if (!starts_with(name, "years:")) return std::nullopt;
    const auto [from, to] = two_codes(name.substr(6));
    const auto begins = date_field(order, from);
    const auto ends = date_field(order, to);
    if (!begins || !ends) return std::nullopt;
    return years_between(*begins, *ends);
}

std::vector<Breach> breaches(const OrderImported& order) {
    std::vector<Breach> found;
    for (const ContractRule& rule : order.playbook.contract_rules) {
        if (!matches(order, rule.applies)) continue;
        if (auto breach = breach_of(order, rule)) found.push_back(*breach);
    }
    return found;
}

std::vector<std::pair<std::string, RefusalArg>> breach_words(const OrderImported& order,
                                                             const Breach& breach) {
    const ContractRule& rule = *breach.rule;
    const FigureUnit unit =
        figure_unit(order.playbook, rule.sum_of.front()).value_or(FigureUnit::number);
    return {{"rule", named(rule.code, rule.label)},
            {"value", figure_phrase({breach.value, unit})},
            {"bounds", only(bounds_phrase(breach, unit))}};
}

UserId signer_of(const OrderState& state, const Deviation& deviation) {
    const auto found = state.deviations_signed.find(deviation.rule);
    return found == state.deviations_signed.end() ? deviation.signer : found->second;
}

const Deviation* unsigned_deviation(const OrderState& state) {
    if (!state.order) return nullptr;
    for (const Deviation& each : state.order->deviations) {
        if (signer_of(state, each).empty()) return &each;
    }
    return nullptr;
}

const Deviation* find_deviation(const OrderImported& order, const std::string& rule) {
    const auto found = std::find_if(order.deviations.begin(), order.deviations.end(),
                                    [&](const Deviation& each) { return each.rule == rule; });
    return found == order.deviations.end() ? nullptr : &*found;
}

bool matches(const OrderImported& order, const FieldMatch& applies) {
    if (applies.field.empty()) return true;
    const std::string* said = field_text(order, applies.field);
    const bool one_of_them =
        said != nullptr &&
        std::find(applies.is.begin(), applies.is.end(), *said) != applies.is.end();
    return one_of_them != applies.unless;
}

const Checkpoint* falls_away(const OrderImported& order, const Condition& condition) {
    if (condition.kind != ConditionKind::passed) return nullptr;
    for (const Checkpoint& checkpoint : order.playbook.checkpoints) {
        if (checkpoint.code != condition.subject) continue;
        return matches(order, checkpoint.applies) ? nullptr : &checkpoint;
    }
    return nullptr;
}

const Deadline* find_deadline(const Playbook& playbook, std::string_view code) {
    const auto found =
        std::find_if(playbook.deadlines.begin(), playbook.deadlines.end(),
                     [&](const Deadline& each) { return each.code == code; });
    return found == playbook.deadlines.end() ? nullptr : &*found;
}

const ContractField* find_field(const Playbook& playbook, std::string_view code) {
    const auto found = std::find_if(playbook.fields.begin(), playbook.fields.end(),
                                    [&](const ContractField& each) { return each.code == code; });
    return found == playbook.fields.end() ? nullptr : &*found;
}

bool is_value_of(const ContractField& field, const std::string& text) {
    switch (field.kind) {
        case FieldKind::text: return !text.empty();
        case FieldKind::reference_order: return is_id_text(text);
        case FieldKind::reference_tolerance:
        case FieldKind::integer:
        case FieldKind::rupiah: return number_in(text).has_value();
        case FieldKind::date: return parse_iso_date(text).has_value();
        case FieldKind::choice:
            return std::find(field.choices.begin(), field.choices.end(), text) !=
                   field.choices.end();
    }
    CHECK(false);
    return false;
}

}  // namespace lini
