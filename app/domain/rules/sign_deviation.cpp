#include "app/domain/contract.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {

// The reason came with the contract; here somebody who may stands for it.
Decision sign_deviation(const SiteState& site, const OrderState& order, const Command& command,
                        const SignDeviation& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const Deviation* deviation = find_deviation(*order.order, action.rule);
    if (deviation == nullptr) return Refusal{"deviation_unknown", {{"rule", action.rule}}};
    if (auto refusal = proven(site, order, command, "deviation", Right::sign_milestone)) {
        return *refusal;
    }
    if (!signer_of(order, *deviation).empty()) return Accepted{};
    return Accepted{{DeviationSigned{action.rule, command.proof->user}}};
}

}  // namespace lini::rules
