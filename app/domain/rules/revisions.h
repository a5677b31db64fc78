// Key and revision: how everything that the office authors may change. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "app/domain/refusal.h"

namespace lini::rules {

enum class Change { first, same, amendment };

/// What revision `given` with content `given_sha256` is to revision `known` (0: none) with
/// `known_sha256`. The refusal shows both revisions.
std::optional<Refusal> judge_revision(const std::string& key, int known,
                                      const std::string& known_sha256, int given,
                                      const std::string& given_sha256, Change& change);

}  // namespace lini::rules
