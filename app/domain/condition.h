// What a gate or a payment term waits for, as a playbook writes it: "threshold", "settled:dp",
// "passed:sketch". Whether one is met is asked of an order in gates.h. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lini {

enum class ConditionKind {
    order_signed,
    threshold,         // Enough good units of the order (progress.h).
    client_approval,   // Of the QC sample of mass production.
    quantity_closed,   // Nothing more will be made.
    batches_released,  // Every batch that was not rejected; asked of one batch, that one.
    units_ready,       // Of a part of a term, `subject`: its share of the goods is (term_parts.h).
    shipped,           // All that was made and not rejected has left.
    passed,            // The checkpoint `subject`, or a waiver of it.
    billed,            // The term `subject` has its charge.
    settled,           // The term `subject` is paid.
    no_revision,       // None of the stage `subject` is open.
    no_case,           // None of the kind `subject` is open.
};

struct Condition {
    Condition() = default;
    // Implicit, since most conditions are nothing but their kind.
    Condition(ConditionKind what) : kind(what) {}
    Condition(ConditionKind what, std::string about) : kind(what), subject(std::move(about)) {}

    ConditionKind kind = ConditionKind::order_signed;
    std::string subject;  // Code, or id of a term; empty for the others.

    friend bool operator==(const Condition&, const Condition&) = default;
};

/// True for the kinds that are about a checkpoint, a term, a stage of revisions or a kind of cases.
bool has_subject(ConditionKind kind);

/// "settled": the kind alone, as in playbooks.
std::string kind_text(ConditionKind kind);

/// As in playbooks and events.
std::string condition_text(const Condition& condition);

/// Nothing for an unknown name, and for a subject that is missing or too much.
std::optional<Condition> condition_from_text(std::string_view text);

}  // namespace lini
