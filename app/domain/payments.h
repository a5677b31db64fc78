// What was paid of a charge, and what is still open. Pure; any thread.
#pragma once

#include <optional>

#include "app/domain/order_state.h"

namespace lini {

struct ChargeBalance {
    Rupiah net;        // The charge's amount; before a term is billed, the contract's.
    Rupiah due;        // With its taxes.
    Rupiah proven;     // Receipts whose proof is here and that nobody confirmed.
    Rupiah confirmed;  // Receipts seen at the bank.
    Rupiah withheld;   // By slips.
    Rupiah awaited;    // Kept back without a slip yet, as far as the contract lets it count.
    Rupiah credited;
    Rupiah refunded;

    /// What is still to be paid; negative when too much was.
    Rupiah open() const;
};

const ChargeState* charge_of(const OrderState& state, const TermId& term);

/// All zero for what is neither charged nor a term of the contract. The charge of a term has the
/// term's own id.
ChargeBalance charge_balance(const OrderState& state, const ChargeId& charge);

/// True for the term's own charge and for those that ride on its invoice.
bool is_on_invoice(const OrderState& state, const ChargeId& charge, const TermId& term);

/// Of the term's charge and of all that ride on its invoice, together.
ChargeBalance invoice_balance(const OrderState& state, const TermId& term);

/// Confirmed receipts less refunds, over all charges: the client's money that is here.
Rupiah money_kept(const OrderState& state);

/// Billed, and nothing of its invoice is open any more. A term that was not billed is unpaid.
bool is_settled(const OrderState& state, const TermId& term);

/// The last day to pay the invoice of a term that is out: calendar days from the day it was billed.
std::optional<Date> due_on(const OrderState& state, const Term& term);

/// The one with this key that was not taken back.
const PaymentState* find_payment(const OrderState& state, const std::string& payment);

}  // namespace lini
