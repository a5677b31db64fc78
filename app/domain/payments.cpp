#include "app/domain/payments.h"

#include "app/domain/progress.h"

namespace lini {

Rupiah TermBalance::open() const {
    return Rupiah{due.value - confirmed.value - withheld.value - credited.value + refunded.value};
}

const ChargeState* charge_of(const OrderState& state, const TermId& term) {
    for (const auto& [id, charge] : state.charges) {
        if (charge.claim.term == term) return &charge;
    }
    return nullptr;
}

TermBalance term_balance(const OrderState& state, const TermId& term_id) {
    TermBalance balance;
    const Term* term = find_term(state, term_id);
    if (term != nullptr) balance.due = term->amount;
    if (const ChargeState* charge = charge_of(state, term_id)) balance.due = charge->claim.amount;
    for (const PaymentState& payment : state.payments) {
        if (payment.reversed || payment.record.term != term_id) continue;
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
    return balance;
}

bool is_settled(const OrderState& state, const TermId& term) {
    return charge_of(state, term) != nullptr && term_balance(state, term).open().value <= 0;
}

const PaymentState* find_payment(const OrderState& state, const std::string& payment) {
    for (const PaymentState& each : state.payments) {
        if (!each.reversed && each.record.payment == payment) return &each;
    }
    return nullptr;
}

}  // namespace lini
