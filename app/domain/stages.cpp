#include "app/domain/stages.h"

#include <algorithm>

#include "app/domain/payments.h"

namespace lini {

const RevisionStage* find_stage(const OrderState& state, const std::string& code) {
    if (!state.order) return nullptr;
    const auto& all = state.order->playbook.revisions;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const RevisionStage& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

const RevisionState* find_revision(const OrderState& state, const std::string& key) {
    const auto found =
        std::find_if(state.revisions.begin(), state.revisions.end(),
                     [&](const RevisionState& each) { return each.asked.revision == key; });
    return found == state.revisions.end() ? nullptr : &*found;
}

std::vector<const RevisionState*> open_revisions(const OrderState& state,
                                                 const std::string& stage) {
    std::vector<const RevisionState*> open;
    for (const RevisionState& each : state.revisions) {
        if (each.asked.stage == stage && !each.done) open.push_back(&each);
    }
    return open;
}

int counted_revisions(const OrderState& state, const std::string& stage) {
    return static_cast<int>(std::count_if(
        state.revisions.begin(), state.revisions.end(), [&](const RevisionState& each) {
            return each.agreed && each.asked.stage == stage &&
                   each.asked.cause == RevisionCause::client;
        }));
}

Rupiah revision_fee(const OrderState& state, const RevisionStage& stage, int number) {
    if (number <= stage.free) return Rupiah{0};
    if (stage.fee_basis_points == 0) return stage.fee;
    const Rupiah share = share_of(state.order->value, stage.fee_basis_points);
    return stage.fee_max.value > 0 ? std::min(share, stage.fee_max) : share;
}

TermId next_unbilled_term(const OrderState& state) {
    if (!state.order) return {};
    for (const Term& term : state.order->terms) {
        if (charge_of(state, term.id) == nullptr) return term.id;
    }
    return {};
}

}  // namespace lini
