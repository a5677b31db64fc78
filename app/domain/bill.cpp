#include "app/domain/bill.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/domain/contract.h"
#include "app/domain/money.h"
#include "app/domain/progress.h"
#include "app/domain/quantity.h"
#include "app/domain/term_parts.h"

namespace lini {
namespace {

/// True when the extra belongs on the invoice of `term` or of one before it.
bool is_due_with(const OrderImported& order, const Extra& extra, const TermId& term) {
    for (const Term& each : order.terms) {
        if (whole_of(each) == extra.with) return true;
        if (each.id == term) break;
    }
    // Its own term is not in this contract: it comes with the first.
    const auto& terms = order.terms;
    return std::none_of(terms.begin(), terms.end(),
                        [&](const Term& each) { return whole_of(each) == extra.with; });
}

}  // namespace

std::vector<ExtraAmount> extras_of(const OrderImported& order) {
    std::vector<ExtraAmount> found;
    for (const Extra& extra : order.playbook.extras) {
        if (!matches(order, extra.applies)) continue;
        Rupiah amount = share_of(order.value, extra.basis_points);
        const auto said = order.extras.find(extra.code);
        if (extra.basis_points == 0 && said != order.extras.end()) amount = said->second;
        if (amount.value > 0) found.push_back({&extra, amount});
    }
    return found;
}

ChargeId extra_charge(const Extra& extra) { return ChargeId("extra:" + extra.code); }

bool is_charge_of_its_own(const std::string& id) {
    constexpr std::array<std::string_view, 6> kBegins = {"fee:",    "extra:",  "damages:",
                                                         "refund:", "credit:", "adjust:"};
    return std::any_of(kBegins.begin(), kBegins.end(),
                       [&](std::string_view begin) { return id.rfind(begin, 0) == 0; });
}

const TaxRate* tax_rate(const SiteState& site, const std::string& kind, const Date& day) {
    const TaxRate* last = nullptr;
    if (!site.taxes) return last;
    for (const TaxRate& rate : site.taxes->rates) {
        if (rate.kind != kind || rate.from > day) continue;
        if (last == nullptr || rate.from >= last->from) last = &rate;
    }
    return last;
}

const PlaybookTax* tax_without_rate(const SiteState& site, const Playbook& playbook,
                                    const Date& day) {
    const auto found =
        std::find_if(playbook.taxes.begin(), playbook.taxes.end(), [&](const PlaybookTax& tax) {
            return tax_rate(site, tax.code, day) == nullptr;
        });
    return found == playbook.taxes.end() ? nullptr : &*found;
}

std::vector<TaxLine> taxes_on(const SiteState& site, const Playbook& playbook, Rupiah net,
                              const Date& day) {
    std::vector<TaxLine> lines;
    for (const PlaybookTax& tax : playbook.taxes) {
        const TaxRate* rate = tax_rate(site, tax.code, day);
        if (rate == nullptr || net.value == 0) continue;
        // By parts, since the amount times the part may leave 64 bits.
        const std::int64_t base = net.value / rate->base_den * rate->base_num +
                                  net.value % rate->base_den * rate->base_num / rate->base_den;
        lines.push_back({tax.code, rate->basis_points, Rupiah{base},
                         share_of(Rupiah{base}, rate->basis_points)});
    }
    return lines;
}

ChargeClaimed plain_charge(const SiteState& site, const OrderState& state, ChargeId id,
                           Rupiah net, const Date& day) {
    ChargeClaimed charge;
    charge.key = state.order_no.str() + "/" + id.str();
    charge.charge = std::move(id);
    charge.amount = net;
    charge.taxes = taxes_on(site, state.order->playbook, net, day);
    return charge;
}

Rupiah payable(const ChargeClaimed& charge) {
    Rupiah sum = charge.amount;
    for (const TaxLine& tax : charge.taxes) sum.value += tax.amount.value;
    return sum;
}

Rupiah Bill::net() const {
    Rupiah sum;
    for (const ChargeClaimed& charge : charges) sum.value += charge.amount.value;
    return sum;
}

Rupiah Bill::total() const {
    Rupiah sum;
    for (const ChargeClaimed& charge : charges) sum.value += payable(charge).value;
    return sum;
}

Rupiah Bill::tax() const { return Rupiah{total().value - net().value}; }

Bill bill_of(const SiteState& site, const OrderState& state, const TermId& term,
             const Date& day) {
    Bill bill;
    const Term* billed = find_term(state, term);
    if (billed == nullptr) return bill;
    const Rupiah adjustment = adjustment_of(state, term);
    const Rupiah net{billed->amount.value + adjustment.value};
    ChargeClaimed& own = bill.charges.emplace_back(
        plain_charge(site, state, ChargeId(term.str()), net, day));
    own.term = term;
    own.adjustment = adjustment;
    for (const ExtraAmount& each : extras_of(*state.order)) {
        const ChargeId id = extra_charge(*each.extra);
        const bool out = state.charges.count(id) > 0;
        if (out || !is_due_with(*state.order, *each.extra, term)) continue;
        bill.charges.push_back(plain_charge(site, state, id, each.amount, day));
        bill.charges.back().bill_with = term;
    }
    for (const auto& [id, charge] : state.charges) {
        if (charge.claim.bill_with == term) bill.charges.push_back(charge.claim);
    }
    return bill;
}

Bill invoice_of(const OrderState& state, const TermId& term) {
    Bill bill;
    for (const auto& [id, charge] : state.charges) {
        if (charge.claim.term == term) bill.charges.insert(bill.charges.begin(), charge.claim);
        if (charge.claim.bill_with == term) bill.charges.push_back(charge.claim);
    }
    return bill;
}

}  // namespace lini
