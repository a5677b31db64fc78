#include "app/domain/payments.h"

#include "app/domain/progress.h"

namespace lini {
namespace {

void add(const PaymentState& payment, ChargeBalance& balance) {
    const std::int64_t amount = payment.record.amount.value;
    switch (payment.record.kind) {
        case PaymentKind::receipt:
            (payment.confirmed_by.empty() ? balance.proven : balance.confirmed).value += amount;
            break;
        case PaymentKind::withholding: balance.withheld.value += amount; break;
        case PaymentKind::credit_note: balance.credited.value += amount; break;
        case PaymentKind::refund: balance.refunded.value += amount; break;
    }
}

}  // namespace

Rupiah ChargeBalance::open() const {
    return Rupiah{due.value - confirmed.value - withheld.value - credited.value + refunded.value};
}

const ChargeState* charge_of(const OrderState& state, const TermId& term) {
    for (const auto& [id, charge] : state.charges) {
        if (charge.claim.term == term) return &charge;
    }
    return nullptr;
}

ChargeBalance charge_balance(const OrderState& state, const ChargeId& charge) {
    ChargeBalance balance;
    const Term* term = find_term(state, TermId(charge.str()));
    if (term != nullptr) balance.due = term->amount;
    const auto billed = state.charges.find(charge);
    if (billed != state.charges.end()) balance.due = billed->second.claim.amount;
    for (const PaymentState& payment : state.payments) {
        if (!payment.reversed && payment.record.charge == charge) add(payment, balance);
    }
    return balance;
}

Rupiah money_kept(const OrderState& state) {
    ChargeBalance all;
    for (const PaymentState& payment : state.payments) {
        if (!payment.reversed) add(payment, all);
    }
    return Rupiah{all.confirmed.value - all.refunded.value};
}

bool is_settled(const OrderState& state, const TermId& term) {
    return charge_of(state, term) != nullptr &&
           charge_balance(state, ChargeId(term.str())).open().value <= 0;
}

const PaymentState* find_payment(const OrderState& state, const std::string& payment) {
    for (const PaymentState& each : state.payments) {
        if (!each.reversed && each.record.payment == payment) return &each;
    }
    return nullptr;
}

}  // namespace lini
