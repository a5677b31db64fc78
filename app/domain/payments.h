// What was paid of a term, and what is still open. Pure; any thread.
#pragma once

#include "app/domain/order_state.h"

namespace lini {

struct TermBalance {
    Rupiah due;        // The charge's amount; before it is billed, the contract's.
    Rupiah proven;     // Receipts whose proof is here and that nobody confirmed.
    Rupiah confirmed;  // Receipts seen at the bank.
    Rupiah withheld;   // By slips.
    Rupiah credited;
    Rupiah refunded;

    /// What is still to be paid; negative when too much was.
    Rupiah open() const;
};

const ChargeState* charge_of(const OrderState& state, const TermId& term);

/// All zero for a term that the contract has not.
TermBalance term_balance(const OrderState& state, const TermId& term);

/// Billed, and nothing is open any more. A term that was not billed is unpaid.
bool is_settled(const OrderState& state, const TermId& term);

/// The one with this key that was not taken back.
const PaymentState* find_payment(const OrderState& state, const std::string& payment);

}  // namespace lini
