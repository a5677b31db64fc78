#include "app/domain/rules/contract_extras.h"

#include <algorithm>

#include "app/domain/bill.h"
#include "app/domain/contract.h"

namespace lini::rules {
namespace {

const Extra* find_extra(const Playbook& playbook, const std::string& code) {
    const auto found = std::find_if(playbook.extras.begin(), playbook.extras.end(),
                                    [&](const Extra& each) { return each.code == code; });
    return found == playbook.extras.end() ? nullptr : &*found;
}

}  // namespace

MaybeRefusal extras_valid(const OrderImported& order) {
    for (const auto& [code, amount] : order.extras) {
        const Extra* extra = find_extra(order.playbook, code);
        if (extra == nullptr) return Refusal{"extra_unknown", {{"extra", code}}};
        const Phrases name = named(code, extra->label);
        if (extra->basis_points > 0) return Refusal{"extra_has_share", {{"extra", name}}};
        if (!matches(order, extra->applies)) return Refusal{"extra_not_due", {{"extra", name}}};
        if (amount.value < 1 || amount.value > kRupiahMax) {
            return Refusal{"amount_out_of_range", {{"product", code}}};
        }
    }
    for (const Extra& extra : order.playbook.extras) {
        const bool missing = extra.required && extra.basis_points == 0 &&
                             matches(order, extra.applies) && order.extras.count(extra.code) == 0;
        if (missing) return Refusal{"extra_missing", {{"extra", named(extra.code, extra.label)}}};
    }
    return std::nullopt;
}

MaybeRefusal terms_wait_for_something(const OrderImported& order) {
    for (const Term& term : order.terms) {
        const Checkpoint* skipped = nullptr;
        for (const Condition& condition : term.any_of) {
            skipped = falls_away(order, condition);
            if (skipped == nullptr) break;
        }
        if (skipped == nullptr) continue;
        return Refusal{"term_waits_for_skipped",
                       {{"term", named(term.id.str(), term.label)},
                        {"checkpoint", named(skipped->code, skipped->label)}}};
    }
    return std::nullopt;
}

MaybeRefusal extras_stand(const OrderState& state, const OrderImported& order) {
    const std::vector<ExtraAmount> now = extras_of(order);
    const auto amount_of = [&](const ChargeId& charge) -> std::optional<Rupiah> {
        for (const ExtraAmount& each : now) {
            if (extra_charge(*each.extra) == charge) return each.amount;
        }
        return std::nullopt;
    };
    for (const Extra& extra : order.playbook.extras) {
        const auto billed = state.charges.find(extra_charge(extra));
        if (billed == state.charges.end()) continue;
        if (amount_of(billed->first) == billed->second.claim.amount) continue;
        return Refusal{"extra_billed", {{"extra", named(extra.code, extra.label)}}};
    }
    const bool term_left = std::any_of(order.terms.begin(), order.terms.end(), [&](const Term& t) {
        return state.charges.count(ChargeId(t.id.str())) == 0;
    });
    for (const ExtraAmount& each : now) {
        if (term_left || state.charges.count(extra_charge(*each.extra)) > 0) continue;
        return Refusal{"extra_too_late", {{"extra", named(each.extra->code, each.extra->label)}}};
    }
    return std::nullopt;
}

}  // namespace lini::rules
