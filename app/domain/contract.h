// What a contract says in figures, and which rules of its playbook they break. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/refusal.h"

namespace lini {

/// The unit of a figure, by its name: "threshold" and "share:<term>" (basis points), "value"
/// (rupiah), "quantity" (units of all lines), "field:<code>" (of kind integer or rupiah),
/// "years:<code>:<code>" (whole years from one date field to another), "days:<code>" (of a
/// deadline).
/// Nothing for a name that the playbook does not know; a term need not be in it.
std::optional<FigureUnit> figure_unit(const Playbook& playbook, std::string_view name);

/// 0 for a share of a term that the contract has not; nothing for a field that it leaves out.
std::optional<std::int64_t> figure_of(const OrderImported& order, std::string_view name);

/// One rule that the contract does not keep. Points into the order that it was asked of.
struct Breach {
    const ContractRule* rule = nullptr;
    std::int64_t value = 0;
    std::optional<std::int64_t> min;  // With what it was to be compared with put in.
    std::optional<std::int64_t> max;
};

std::vector<Breach> breaches(const OrderImported& order);

/// The breach as the user reads it: "rule", "value" and "bounds" ("paling sedikit 30%").
std::vector<std::pair<std::string, RefusalArg>> breach_words(const OrderImported& order,
                                                             const Breach& breach);

/// The signature for this rule, or nothing.
const Deviation* find_deviation(const OrderImported& order, const std::string& rule);

/// Who stands for it: the signature at a terminal, or of an order of before there were any, the
/// name in its file. Empty while nobody does.
UserId signer_of(const OrderState& state, const Deviation& deviation);

/// The first deviation that nobody stands for; nothing where there is none.
const Deviation* unsigned_deviation(const OrderState& state);

/// True when what is `applies`-ed to is meant for this contract.
bool matches(const OrderImported& order, const FieldMatch& applies);

/// The checkpoint that this condition is about where the contract does without it; else nothing.
const Checkpoint* falls_away(const OrderImported& order, const Condition& condition);

const Deadline* find_deadline(const Playbook& playbook, std::string_view code);
const ContractField* find_field(const Playbook& playbook, std::string_view code);

/// True when `text` is a value of this field: a number of at most 15 digits, a day, one of the
/// choices, a text that is not empty.
bool is_value_of(const ContractField& field, const std::string& text);

}  // namespace lini
