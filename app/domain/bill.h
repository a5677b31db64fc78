// What stands on the invoice of a term beside its amount: extras, and the taxes of the day.
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/site_state.h"

namespace lini {

/// An extra of this contract with its amount. Points into the order.
struct ExtraAmount {
    const Extra* extra = nullptr;
    Rupiah amount;
};

/// Those that apply and cost something, in the playbook's order.
std::vector<ExtraAmount> extras_of(const OrderImported& order);

/// "extra:survey"
ChargeId extra_charge(const Extra& extra);

/// True for an id that only a charge beside the terms has: "fee:…", "extra:…", "damages:…",
/// "refund:…", "credit:…", "adjust:…".
bool is_charge_of_its_own(const std::string& id);

/// The rate that holds on that day; nothing where the site's list has none.
const TaxRate* tax_rate(const SiteState& site, const std::string& kind, const Date& day);

/// The first tax of the playbook that has no rate on that day; nothing where all have one.
const PlaybookTax* tax_without_rate(const SiteState& site, const Playbook& playbook,
                                    const Date& day);

/// Taxes on a net amount; base and tax are rounded towards zero, each once. Those without a rate
/// are left out: ask tax_without_rate() before.
std::vector<TaxLine> taxes_on(const SiteState& site, const Playbook& playbook, Rupiah net,
                              const Date& day);

/// Amount and taxes.
Rupiah payable(const ChargeClaimed& charge);

/// A charge of this order with its key and the taxes of the day.
ChargeClaimed plain_charge(const SiteState& site, const OrderState& state, ChargeId id,
                           Rupiah net, const Date& day);

/// The charges of one invoice.
struct Bill {
    std::vector<ChargeClaimed> charges;  // The term's first; then those that ride on it.
    Rupiah net() const;
    Rupiah tax() const;
    Rupiah total() const;
};

/// What claiming this term now would bill, with the fees that already wait for it; the charges have
/// no signature yet. Extras whose own term is out already come along. Empty for an unknown term.
Bill bill_of(const SiteState& site, const OrderState& state, const TermId& term, const Date& day);

/// The invoice of a term that is out.
Bill invoice_of(const OrderState& state, const TermId& term);

}  // namespace lini
