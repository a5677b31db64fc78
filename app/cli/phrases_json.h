// Phrases as JSON, since a refusal goes through the command door before it is said. One thread.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "app/domain/phrase.h"

namespace lini {

/// {"all_of": [[{"code", "key", "words", "args"}]]}; words are {"id", "en"}, a figure is
/// {"value", "unit"}.
nlohmann::json phrases_json(const Phrases& phrases);

/// Nothing where it is not of that form.
std::optional<Phrases> phrases_from_json(const nlohmann::json& value);

}  // namespace lini
