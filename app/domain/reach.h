// Whether a contract can be walked to its end: each gate opened and each term billed by facts that
// can come true before it. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/domain/events.h"

namespace lini {

/// Where a contract is stuck for ever: codes of gates and ids of terms that wait, if only in a
/// circle, for what can never be. An override does not count: it is for what went wrong.
struct DeadEnds {
    std::vector<std::string> gates;
    std::vector<std::string> terms;
    bool empty() const { return gates.empty() && terms.empty(); }
};

DeadEnds dead_ends(const Playbook& playbook, const std::vector<Term>& terms);

/// True when a term or a gate of the contract needs a share of the order to be made.
bool waits_for_threshold(const Playbook& playbook, const std::vector<Term>& terms);

/// True when the condition's subject is a checkpoint of the playbook or one of the terms, or when
/// it has none.
bool is_known(const Condition& condition, const Playbook& playbook,
              const std::vector<Term>& terms);

}  // namespace lini
