#include <algorithm>
#include <set>
#include <utility>

#include "app/domain/bill.h"
#include "app/domain/contract.h"
#include "app/domain/reach.h"
#include "app/domain/rules/amendment.h"
#include "app/domain/rules/contract_extras.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/revisions.h"
#include "app/domain/rules/rules.h"
#include "app/domain/term_parts.h"

namespace lini::rules {
namespace {

constexpr int kDeadlineDaysMax = 3'650;

MaybeRefusal lines_valid(const SiteState& site, const OrderImported& order) {
    if (order.lines.empty()) return Refusal{"order_without_line", {}};
    Rupiah sum;
    for (const OrderLine& line : order.lines) {
        if (auto refusal = quantity_in_range(line.quantity)) return refusal;
        if (site.products.find(line.product) == site.products.end()) {
            return Refusal{"product_unknown", {{"product", line.product.str()}}};
        }
        const auto amount = line_amount(line.quantity, line.unit_price);
        if (!amount || sum.value + amount->value > kRupiahMax) {
            return Refusal{"amount_out_of_range", {{"product", line.product.str()}}};
        }
        sum.value += amount->value;
    }
    if (sum == order.value) return std::nullopt;
    return Refusal{"value_differs_from_lines",
                   {{"value", order.value.value}, {"lines", sum.value}}};
}

MaybeRefusal terms_valid(const OrderImported& order) {
    constexpr std::int64_t kWhole = 10'000;
    std::int64_t points = 0;
    std::int64_t amount = 0;
    std::set<TermId> seen;
    for (const Term& term : order.terms) {
        const RefusalArg name = term.id.str();
        if (!is_id_text(term.id.str()) || is_charge_of_its_own(term.id.str())) {
            return Refusal{"term_id_invalid", {{"term", name}}};
        }
        if (!seen.insert(term.id).second) return Refusal{"term_twice", {{"term", name}}};
        if (term.any_of.empty()) return Refusal{"term_waits_for_nothing", {{"term", name}}};
        for (const Condition& condition : term.any_of) {
            if (is_known(condition, order.playbook, order.terms)) continue;
            return Refusal{"condition_unknown",
                           {{"term", name}, {"condition", condition_text(condition)}}};
        }
        if (term.amount.value < 0) return Refusal{"term_negative", {{"term", name}}};
        points += term.basis_points;
        amount += term.amount.value;
    }
    const DeadEnds stuck = dead_ends(order.playbook, order.terms);
    if (!stuck.terms.empty()) return Refusal{"term_never_due", {{"term", stuck.terms.front()}}};
    if (!stuck.gates.empty()) return Refusal{"gate_never_opens", {{"gate", stuck.gates.front()}}};
    if (points != kWhole) return Refusal{"terms_percent_sum", {{"basis_points", points}}};
    if (amount == order.value.value) return std::nullopt;
    return Refusal{"terms_amount_sum", {{"terms", amount}, {"value", order.value.value}}};
}

// Only what is paid last releases goods, and each of its parts but the last says how many. An order
// that was cut to what is billed already leaves nothing to the last one.
MaybeRefusal parts_valid(const OrderImported& order, bool is_amendment) {
    std::int64_t ordered = 0;
    std::int64_t released = 0;
    for (const OrderLine& line : order.lines) ordered += line.quantity;
    for (const Term& term : order.terms) {
        if (term.part_of.empty() && term.releases == 0) continue;
        const bool in_last = term.part_of == order.terms.back().part_of;
        const bool closes = closes_term(order.terms, term);
        const bool sound = in_last && term.releases >= 0 && closes == (term.releases == 0) &&
                           term.releases <= kQuantityMax && term.amount.value > 0;
        released += term.releases;
        const bool leaves_some = released < ordered || (is_amendment && released == ordered);
        if (sound && leaves_some) continue;
        return Refusal{"term_parts_wrong", {{"term", named(term.id.str(), term.label)}}};
    }
    return std::nullopt;
}

MaybeRefusal threshold_valid(const OrderImported& order) {
    const std::int64_t percent = order.threshold_percent;
    const std::int64_t least = waits_for_threshold(order.playbook, order.terms) ? 1 : 0;
    if (percent >= least && percent <= 100) return std::nullopt;
    return Refusal{"threshold_impossible", {{"threshold", percent}}};
}

MaybeRefusal fields_valid(const OrderImported& order) {
    for (const auto& [code, text] : order.fields) {
        const ContractField* field = find_field(order.playbook, code);
        if (field == nullptr) return Refusal{"contract_field_unknown", {{"field", code}}};
        if (is_value_of(*field, text)) continue;
        return Refusal{"contract_field_wrong",
                       {{"field", named(code, field->label)}, {"value", text}}};
    }
    for (const ContractField& field : order.playbook.fields) {
        if (!field.required || order.fields.count(field.code) > 0) continue;
        return Refusal{"contract_field_missing", {{"field", named(field.code, field.label)}}};
    }
    return std::nullopt;
}

// What the document calls usual may be left with a reason in writing, and nothing goes on before a
// supervisor has signed for it; what adds up wrong may not.
MaybeRefusal rules_kept(const OrderImported& order) {
    for (const Breach& breach : breaches(order)) {
        const ContractRule& rule = *breach.rule;
        const Deviation* deviation = find_deviation(order, rule.code);
        const bool reasoned =
            deviation != nullptr && !plain_text(deviation->reason, "reason_missing");
        if (rule.signable && reasoned) continue;
        return Refusal{rule.signable ? "contract_unusual" : "contract_wrong",
                       breach_words(order, breach),
                       rule.signable ? Remedy::ask_supervisor : Remedy::none};
    }
    return std::nullopt;
}

MaybeRefusal deadlines_valid(const OrderImported& order) {
    for (const auto& [code, days] : order.deadline_days) {
        const auto& all = order.playbook.deadlines;
        const bool known = std::any_of(all.begin(), all.end(), [&code = code](const Deadline& d) {
            return d.code == code;
        });
        if (!known) return Refusal{"deadline_unknown", {{"deadline", code}}};
        if (days < 1 || days > kDeadlineDaysMax) {
            return Refusal{"deadline_days_wrong",
                           {{"deadline", code}, {"days", std::int64_t{days}}}};
        }
    }
    return std::nullopt;
}

const BatchPlanned* planned_in(const ImportOrder& action, const OrderState& state,
                               const BatchNo& batch) {
    for (const BatchPlanned& each : action.batches) {
        if (each.batch == batch) return &each;
    }
    const BatchState* known = find_batch(state, batch);
    return known == nullptr ? nullptr : &known->plan;
}

MaybeRefusal bulk_of_import(const ImportOrder& action, const OrderState& state,
                            const BatchPlanned& batch) {
    const auto& steps = action.order.playbook.steps;
    const bool has_bulk = std::any_of(steps.begin(), steps.end(),
                                      [](const Step& step) { return step.bulk && step.counted; });
    if (batch.bulk && !has_bulk) return Refusal{"bulk_wrong", {{"bulk", batch.batch.str()}}};
    if (batch.from.empty()) return std::nullopt;
    const BatchPlanned* bulk = planned_in(action, state, batch.from);
    const bool fits =
        bulk != nullptr && bulk->bulk && !batch.bulk && bulk->product == batch.product;
    return fits ? MaybeRefusal() : Refusal{"bulk_wrong", {{"bulk", batch.from.str()}}};
}

MaybeRefusal batches_valid(const ImportOrder& action, const OrderState& state) {
    std::set<BatchNo> seen;
    for (const BatchPlanned& batch : action.batches) {
        const RefusalArg name = batch.batch.str();
        if (!is_id_text(batch.batch.str())) return Refusal{"batch_no_invalid", {{"batch", name}}};
        if (!seen.insert(batch.batch).second) return Refusal{"batch_twice", {{"batch", name}}};
        if (auto refusal = quantity_in_range(batch.planned)) return refusal;
        const bool in_lines = std::any_of(
            action.order.lines.begin(), action.order.lines.end(),
            [&](const OrderLine& line) { return line.product == batch.product; });
        if (!in_lines) return Refusal{"batch_product_not_ordered", {{"batch", name}}};
        if (auto refusal = bulk_of_import(action, state, batch)) return refusal;
        const bool dated = batch.manufactured.ok() && batch.expires.ok() &&
                           days_between(batch.manufactured, batch.expires) > 0;
        if (!dated) return Refusal{"batch_dates_invalid", {{"batch", name}}};
    }
    return std::nullopt;
}

bool has_product(const OrderImported& order, const ProductCode& product) {
    return std::any_of(order.lines.begin(), order.lines.end(),
                       [&](const OrderLine& line) { return line.product == product; });
}

// Kept for another client by an exclusive contract.
MaybeRefusal products_free(const SiteState& site, const OrderState& state,
                           const OrderImported& order) {
    for (const OrderLine& line : order.lines) {
        // What was ordered before the other contract goes on.
        if (state.order && has_product(*state.order, line.product)) continue;
        const ProductReserved* kept = reserved_for(site, line.product, order.client, true);
        if (kept == nullptr) continue;
        return Refusal{"product_exclusive",
                       {{"product", line.product.str()}, {"order", kept->order_no.str()}}};
    }
    return std::nullopt;
}

MaybeRefusal terms_opening_valid(const ImportOrder& action) {
    std::set<TermId> seen;
    for (const TermOpened& opened : action.terms_opening) {
        const auto& terms = action.order.terms;
        const auto term = std::find_if(terms.begin(), terms.end(),
                                       [&](const Term& each) { return each.id == opened.term; });
        const RefusalArg name = opened.term.str();
        if (term == terms.end()) return Refusal{"term_unknown", {{"term", name}}};
        if (!seen.insert(opened.term).second) return Refusal{"term_twice", {{"term", name}}};
        const bool sound = opened.amount == term->amount && opened.paid.value >= 0 &&
                           opened.paid.value <= kRupiahMax;
        if (!sound) return Refusal{"amount_out_of_range", {{"product", name}}};
        if (auto refusal = plain_text(opened.document_no, "reference_missing")) return refusal;
    }
    return std::nullopt;
}

MaybeRefusal checkpoints_opening_valid(const ImportOrder& action) {
    for (const CheckpointRecorded& passed : action.checkpoints_opening) {
        const auto& all = action.order.playbook.checkpoints;
        const auto checkpoint = std::find_if(
            all.begin(), all.end(),
            [&](const Checkpoint& each) { return each.code == passed.checkpoint; });
        const RefusalArg name = passed.checkpoint;
        if (checkpoint == all.end()) {
            return Refusal{"checkpoint_unknown", {{"checkpoint", name}}};
        }
        const bool of_batch = std::any_of(
            action.batches.begin(), action.batches.end(),
            [&](const BatchPlanned& batch) { return batch.batch == passed.batch; });
        if (checkpoint->scope != CheckpointScope::order && !of_batch) {
            return Refusal{"batch_unknown", {{"batch", passed.batch.str()}}};
        }
        if (checkpoint->scope == CheckpointScope::order && !passed.batch.empty()) {
            return Refusal{"checkpoint_of_order", {{"checkpoint", name}}};
        }
        if (auto refusal = plain_text(passed.reference, "reference_missing")) return refusal;
    }
    return std::nullopt;
}

MaybeRefusal opening_valid(const ImportOrder& action) {
    for (const OutputRecorded& output : action.opening) {
        const auto batch = std::find_if(
            action.batches.begin(), action.batches.end(),
            [&](const BatchPlanned& each) { return each.batch == output.batch; });
        if (batch == action.batches.end()) {
            return Refusal{"batch_unknown", {{"batch", output.batch.str()}}};
        }
        if (auto refusal = quantity_in_range(output.quantity)) return refusal;
        const auto& steps = action.order.playbook.steps;
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& each) {
            return each.code == output.step && each.counted;
        });
        if (step != steps.end()) {
            if (auto refusal = step_of_batch(*batch, *step)) return refusal;
        }
        const bool counted = step != steps.end();
        if (!counted) return Refusal{"step_not_counted", {{"step", output.step.str()}}};
    }
    return std::nullopt;
}

Accepted facts(const ImportOrder& action, Change change) {
    Accepted accepted;
    accepted.events.emplace_back(action.order);
    for (const BatchPlanned& batch : action.batches) accepted.events.emplace_back(batch);
    if (change != Change::first) return accepted;
    for (const TermOpened& opened : action.terms_opening) accepted.events.emplace_back(opened);
    for (const CheckpointRecorded& passed : action.checkpoints_opening) {
        accepted.events.emplace_back(passed);
    }
    for (OutputRecorded output : action.opening) {
        output.entry = Entry::opening;
        // What was counted in numbers goes on by keypad. Before the counting step the way to count
        // is still to be chosen, by whoever starts the batch.
        if (output.step == action.order.playbook.counting_step) {
            accepted.events.emplace_back(BatchStarted{output.batch, CountMode::keypad});
        }
        accepted.events.emplace_back(output);
    }
    return accepted;
}

}  // namespace

Decision import_order(const SiteState& site, const OrderState& state, const Command& command,
                      const ImportOrder& asked) {
    ImportOrder action = asked;
    const OrderImported& order = action.order;
    // Whatever the file says by now, the contract stands under the playbook it was signed under.
    if (state.order) action.order.playbook = state.order->playbook;
    if (state.locked_by_unknown) return Refusal{"order_locked", {}, Remedy::update_terminal};
    if (!is_id_text(command.order_no.str())) {
        return Refusal{"order_no_invalid", {{"order", command.order_no.str()}}};
    }
    if (auto refusal = actor_may(site, state, command, Right::import_data)) return *refusal;
    Change change = Change::same;
    if (auto refusal = judge_revision(
            command.order_no.str(), state.order ? state.order->revision : 0,
            state.order ? state.order->content_sha256_hex : std::string(), order.revision,
            order.content_sha256_hex, change)) {
        return *refusal;
    }
    if (change == Change::same) return Accepted{};
    if (auto refusal = first_of([&] { return lines_valid(site, order); },
                                [&] { return products_free(site, state, order); },
                                [&] { return parts_valid(order, state.order.has_value()); },
                                [&] { return terms_valid(order); },
                                [&] { return threshold_valid(order); },
                                [&] { return fields_valid(order); },
                                [&] { return deadlines_valid(order); },
                                [&] { return rules_kept(order); },
                                [&] { return terms_wait_for_something(order); },
                                [&] { return extras_valid(order); },
                                [&] {
                                    return taxable(site, order.playbook,
                                                   command.stamp.business_date);
                                },
                                [&] { return batches_valid(action, state); },
                                [&] { return opening_valid(action); },
                                [&] { return terms_opening_valid(action); },
                                [&] { return checkpoints_opening_valid(action); },
                                [&] { return amendment_valid(state, action); })) {
        return *refusal;
    }
    return facts(action, change);
}

}  // namespace lini::rules
