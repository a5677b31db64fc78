#include "app/domain/reach.h"

#include <algorithm>
#include <set>

#include "app/base/check.h"
#include "app/domain/term_parts.h"

namespace lini {
namespace {

/// What is known to be reachable so far; grows until nothing new is found.
class Reach {
public:
    Reach(const Playbook& playbook, const std::vector<Term>& terms)
        : playbook_(playbook), terms_(terms) {
        while (grow()) {
        }
    }

    bool opens(const Gate& gate) const {
        return std::all_of(gate.needs.begin(), gate.needs.end(),
                           [this](const std::vector<Condition>& group) { return any(group); });
    }
    bool can_bill(const Term& term) const {
        return any(term.any_of) && can_do({GatedActKind::bill_term, whole_of(term).str()});
    }
    bool any(const std::vector<Condition>& group) const {
        return std::any_of(group.begin(), group.end(),
                           [this](const Condition& condition) { return can_be(condition); });
    }

private:
    bool grow() {
        const std::size_t before = open_.size() + billed_.size();
        for (const Gate& gate : playbook_.gates) {
            if (opens(gate)) open_.insert(gate.code);
        }
        for (const Term& term : terms_) {
            if (can_bill(term)) billed_.insert(term.id.str());
        }
        return open_.size() + billed_.size() > before;
    }

    bool can_do(const GatedAct& act) const {
        return std::all_of(playbook_.gates.begin(), playbook_.gates.end(), [&](const Gate& gate) {
            const bool blocks =
                std::find(gate.blocks.begin(), gate.blocks.end(), act) != gate.blocks.end();
            return !blocks || open_.count(gate.code) > 0;
        });
    }

    /// To the end: every counted step up to the counting step.
    bool can_make() const {
        if (!can_do({GatedActKind::start_batch})) return false;
        for (const Step& step : playbook_.steps) {
            if (step.counted && !can_do({GatedActKind::record_step, step.code.str()})) return false;
            if (step.code == playbook_.counting_step) break;
        }
        return true;
    }

    bool all_billed(const TermId& term) const {
        const auto parts = parts_of(terms_, term);
        return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Term* part) {
            return billed_.count(part->id.str()) > 0;
        });
    }

    bool can_be(const Condition& condition) const {
        switch (condition.kind) {
            case ConditionKind::order_signed: return true;
            case ConditionKind::client_approval: return can_do({GatedActKind::start_batch});
            case ConditionKind::threshold:
            case ConditionKind::quantity_closed: return can_make();
            case ConditionKind::batches_released:
            case ConditionKind::units_ready:
                return can_make() && can_do({GatedActKind::release_batch});
            case ConditionKind::shipped: return can_make() && can_do({GatedActKind::ship});
            case ConditionKind::no_revision:
            case ConditionKind::no_case: return true;
            case ConditionKind::passed:
                return can_do({GatedActKind::record_checkpoint, condition.subject});
            case ConditionKind::billed:
            case ConditionKind::settled: return all_billed(TermId(condition.subject));
        }
        CHECK(false);
        return false;
    }

    const Playbook& playbook_;
    const std::vector<Term>& terms_;
    std::set<std::string> open_;
    std::set<std::string> billed_;
};

}  // namespace

DeadEnds dead_ends(const Playbook& playbook, const std::vector<Term>& terms) {
    const Reach reach(playbook, terms);
    DeadEnds found;
    for (const Gate& gate : playbook.gates) {
        if (!reach.opens(gate)) found.gates.push_back(gate.code);
    }
    for (const Term& term : terms) {
        if (!reach.can_bill(term)) found.terms.push_back(term.id.str());
    }
    return found;
}

bool waits_for_threshold(const Playbook& playbook, const std::vector<Term>& terms) {
    const Condition threshold = ConditionKind::threshold;
    const auto names_it = [&](const std::vector<Condition>& group) {
        return std::find(group.begin(), group.end(), threshold) != group.end();
    };
    return std::any_of(terms.begin(), terms.end(),
                       [&](const Term& term) { return names_it(term.any_of); }) ||
           std::any_of(playbook.gates.begin(), playbook.gates.end(), [&](const Gate& gate) {
               return std::any_of(gate.needs.begin(), gate.needs.end(), names_it);
           });
}

bool is_known(const Condition& condition, const Playbook& playbook,
              const std::vector<Term>& terms) {
    if (!has_subject(condition.kind)) return true;
    if (condition.kind == ConditionKind::passed) {
        return std::any_of(
            playbook.checkpoints.begin(), playbook.checkpoints.end(),
            [&](const Checkpoint& each) { return each.code == condition.subject; });
    }
    if (condition.kind == ConditionKind::no_revision) {
        return std::any_of(
            playbook.revisions.begin(), playbook.revisions.end(),
            [&](const RevisionStage& each) { return each.code == condition.subject; });
    }
    if (condition.kind == ConditionKind::no_case) {
        return std::any_of(
            playbook.cases.begin(), playbook.cases.end(),
            [&](const CaseKind& each) { return each.code == condition.subject; });
    }
    const auto parts = parts_of(terms, TermId(condition.subject));
    if (condition.kind != ConditionKind::units_ready) return !parts.empty();
    // Of any other term no units are asked: it would wait for nothing.
    return parts.size() == 1 && units_to_be_ready(terms, *parts.front()) > 0;
}

}  // namespace lini
