#include "app/domain/condition.h"

#include <array>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::array<std::pair<ConditionKind, std::string_view>, 12> kNames{{
    {ConditionKind::order_signed, "order_signed"},
    {ConditionKind::threshold, "threshold"},
    {ConditionKind::client_approval, "client_approval"},
    {ConditionKind::quantity_closed, "quantity_closed"},
    {ConditionKind::batches_released, "batches_released"},
    {ConditionKind::units_ready, "units_ready"},
    {ConditionKind::shipped, "shipped"},
    {ConditionKind::passed, "passed"},
    {ConditionKind::billed, "billed"},
    {ConditionKind::settled, "settled"},
    {ConditionKind::no_revision, "no_revision"},
    {ConditionKind::no_case, "no_case"},
}};

std::string_view name_of(ConditionKind kind) {
    for (const auto& [key, name] : kNames) {
        if (key == kind) return name;
    }
    CHECK(false);
    return {};
}

}  // namespace

bool has_subject(ConditionKind kind) {
    return kind == ConditionKind::units_ready || kind == ConditionKind::passed ||
           kind == ConditionKind::billed || kind == ConditionKind::settled ||
           kind == ConditionKind::no_revision || kind == ConditionKind::no_case;
}

std::string kind_text(ConditionKind kind) { return std::string(name_of(kind)); }

std::string condition_text(const Condition& condition) {
    std::string text(name_of(condition.kind));
    if (!condition.subject.empty()) text += ":" + condition.subject;
    return text;
}

std::optional<Condition> condition_from_text(std::string_view text) {
    // A term's id has a colon of its own.
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const std::string_view subject =
        colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    for (const auto& [kind, known] : kNames) {
        if (known != name) continue;
        if (has_subject(kind) == subject.empty()) return std::nullopt;
        if (!has_subject(kind) && colon != std::string_view::npos) return std::nullopt;
        return Condition{kind, std::string(subject)};
    }
    return std::nullopt;
}

}  // namespace lini
