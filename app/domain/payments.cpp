#include "app/domain/payments.h"

#include <algorithm>

#include "app/domain/bill.h"
#include "app/domain/progress.h"
#include "app/domain/working_days.h"

namespace lini {
namespace {

void add(const PaymentState& payment, ChargeBalance& balance) {
    const std::int64_t amount = payment.record.amount.value;
    switch (payment.record.kind) {
        case PaymentKind::receipt:
            (payment.confirmed_by.empty() ? balance.proven : balance.confirmed).value += amount;
            break;
        case PaymentKind::withholding: balance.withheld.value += amount; break;
        case PaymentKind::withholding_expected: balance.awaited.value += amount; break;
        case PaymentKind::credit_note: balance.credited.value += amount; break;
        case PaymentKind::refund: balance.refunded.value += amount; break;
    }
}

// What is kept back counts on the client's word only as far as the contract lets it, and what a
// slip proves is not counted once more.
void limit_awaited(const OrderState& state, ChargeBalance& balance) {
    if (!state.order) return;
    const std::int64_t most = share_of(balance.net, state.order->withholding_basis_points).value;
    const std::int64_t counts = std::min(balance.awaited.value, most);
    balance.awaited = Rupiah{std::max<std::int64_t>(0, counts - balance.withheld.value)};
}

}  // namespace

Rupiah ChargeBalance::open() const {
    return Rupiah{due.value - confirmed.value - withheld.value - awaited.value - credited.value +
                  refunded.value};
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
    if (term != nullptr) balance.net = balance.due = term->amount;
    const auto billed = state.charges.find(charge);
    if (billed != state.charges.end()) {
        balance.net = billed->second.claim.amount;
        balance.due = payable(billed->second.claim);
    }
    for (const PaymentState& payment : state.payments) {
        if (!payment.reversed && payment.record.charge == charge) add(payment, balance);
    }
    limit_awaited(state, balance);
    return balance;
}

bool is_on_invoice(const OrderState& state, const ChargeId& charge, const TermId& term) {
    const auto found = state.charges.find(charge);
    if (found == state.charges.end()) return false;
    return found->second.claim.term == term || found->second.claim.bill_with == term;
}

ChargeBalance invoice_balance(const OrderState& state, const TermId& term) {
    ChargeBalance balance;
    for (const auto& [id, charge] : state.charges) {
        if (!is_on_invoice(state, id, term)) continue;
        balance.net.value += charge.claim.amount.value;
        balance.due.value += payable(charge.claim).value;
    }
    for (const PaymentState& payment : state.payments) {
        const bool ours = is_on_invoice(state, payment.record.charge, term);
        if (!payment.reversed && ours) add(payment, balance);
    }
    limit_awaited(state, balance);
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
           invoice_balance(state, term).open().value <= 0;
}

std::optional<Date> due_on(const OrderState& state, const Term& term) {
    const ChargeState* charge = charge_of(state, term.id);
    if (charge == nullptr) return std::nullopt;
    const auto billed = local_time(charge->at_utc_us, state.zone);
    if (!billed) return std::nullopt;
    return add_days(billed->date, term.due_days, false, {});
}

const PaymentState* find_payment(const OrderState& state, const std::string& payment) {
    for (const PaymentState& each : state.payments) {
        if (!each.reversed && each.record.payment == payment) return &each;
    }
    return nullptr;
}

}  // namespace lini
