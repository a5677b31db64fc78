#include "app/documents/order_paper.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "app/domain/bill.h"
#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/domain/shipments.h"

namespace lini {
namespace {

Phrase word(const char* key) { return {key, key, {}, {}}; }

Phrase words_of(const std::string& code, const Wording& wording) { return {code, {}, wording, {}}; }

Figure rupiah(Rupiah amount) { return {amount.value, FigureUnit::rupiah}; }
Figure units(std::int64_t count) { return {count, FigureUnit::number}; }

PaperCell field_cell(const ContractField& field, const std::string& value) {
    if (field.kind == FieldKind::date) {
        if (const auto date = parse_iso_date(value)) return *date;
    }
    if (field.kind == FieldKind::integer) {
        return units(std::strtoll(value.c_str(), nullptr, 10));
    }
    return value;
}

/// Whose order it is, and what its contract wants to be printed.
std::vector<PaperFact> head_of(const OrderState& state) {
    const OrderImported& order = *state.order;
    std::vector<PaperFact> facts = {{word("paper.client"), order.client},
                                    {word("paper.client_po"), order.client_po},
                                    {word("paper.order"), state.order_no.str()}};
    for (const ContractField& field : order.playbook.fields) {
        const auto found = order.fields.find(field.code);
        // Money is on an invoice as a figure of its own, never as a field.
        if (!field.printed || field.kind == FieldKind::rupiah || found == order.fields.end()) {
            continue;
        }
        facts.push_back({words_of(field.code, field.label), field_cell(field, found->second)});
    }
    return facts;
}

void add_day(std::vector<PaperFact>& facts, const char* key, const OrderState& state,
             std::int64_t at_utc_us) {
    const auto local = local_time(at_utc_us, state.zone);
    if (local) facts.push_back({word(key), local->date});
}

Phrase charge_words(const OrderState& state, const ChargeClaimed& charge) {
    const std::string& id = charge.charge.str();
    if (const Term* term = find_term(state, TermId(id))) {
        return {id, "paper.term",
                {},
                {{"term", term->label},
                 {"share", Figure{term->basis_points, FigureUnit::basis_points}}}};
    }
    for (const Extra& extra : state.order->playbook.extras) {
        if (extra_charge(extra) == charge.charge) return words_of(id, extra.label);
    }
    return {id, "paper.fee", {}, {{"charge", Wording{id, id}}}};
}

Phrase tax_words(const OrderState& state, const TaxLine& line) {
    Wording label{line.kind, line.kind};
    for (const PlaybookTax& tax : state.order->playbook.taxes) {
        if (tax.code == line.kind) label = tax.label;
    }
    return {line.kind, "paper.tax",
            {},
            {{"tax", label},
             {"rate", Figure{line.basis_points, FigureUnit::basis_points}},
             {"base", rupiah(line.base)}}};
}

void add_charge(Paper& paper, const OrderState& state, const ChargeClaimed& charge) {
    const Rupiah agreed{charge.amount.value - charge.adjustment.value};
    paper.rows.push_back({charge_words(state, charge), rupiah(agreed)});
    if (charge.adjustment.value != 0) {
        paper.rows.push_back({word("paper.adjustment"), rupiah(charge.adjustment)});
    }
    for (const TaxLine& line : charge.taxes) {
        paper.rows.push_back({tax_words(state, line), rupiah(line.amount)});
    }
}

void add_paid(Paper& paper, const ChargeBalance& balance) {
    const std::pair<const char*, Rupiah> parts[] = {{"paper.confirmed", balance.confirmed},
                                                    {"paper.withheld", balance.withheld},
                                                    {"paper.awaited", balance.awaited},
                                                    {"paper.credited", balance.credited},
                                                    {"paper.refunded", balance.refunded}};
    for (const auto& [key, amount] : parts) {
        if (amount.value != 0) paper.totals.push_back({word(key), rupiah(amount)});
    }
    paper.totals.push_back({word("paper.open"), rupiah(balance.open())});
}

void add_goods(std::vector<PaperFact>& facts, const OrderState& state, const SiteState& site) {
    for (const OrderLine& line : state.order->lines) {
        const std::string name = product_name(site, line.product);
        facts.push_back({word("paper.goods"), Phrase{line.product.str(), "paper.line",
                                                     {},
                                                     {{"product", Wording{name, name}},
                                                      {"quantity", units(line.quantity)},
                                                      {"price", rupiah(line.unit_price)}}}});
    }
}

std::vector<PaperCell> batch_row(const OrderState& state, const SiteState& site,
                                 const BatchNo& batch_no, std::int64_t quantity) {
    const BatchState* batch = find_batch(state, batch_no);
    if (batch == nullptr) return {batch_no.str(), std::string(), std::string(), units(quantity)};
    return {batch_no.str(), product_name(site, batch->plan.product), batch->plan.expires,
            units(quantity)};
}

std::vector<PaperColumn> batch_columns() {
    return {{word("paper.batch"), 0.24F, false},
            {word("paper.product"), 0.4F, false},
            {word("paper.expires"), 0.18F, false},
            {word("paper.quantity"), 0.18F, true}};
}

/// What left of each batch; all good units that may leave where the contract knows no notes.
std::map<BatchNo, std::int64_t> handed_over(const OrderState& state) {
    std::map<BatchNo, std::int64_t> quantities;
    const bool by_note = goods_shipped(state, {}) > 0;
    for (const auto& [batch_no, batch] : state.batches) {
        const bool may_leave = batch.status != BatchStatus::rejected;
        const std::int64_t made = may_leave ? deliverable_units(state, batch) : 0;
        const std::int64_t quantity = by_note ? goods_shipped(state, batch_no) : made;
        if (quantity > 0) quantities[batch_no] = quantity;
    }
    return quantities;
}

}  // namespace

Result<Paper> invoice_paper(const OrderState& state, const SiteState& site, const TermId& id) {
    const Term* term = state.order ? find_term(state, id) : nullptr;
    if (term == nullptr) return fail("term_unknown", id.str());
    const ChargeState* charge = charge_of(state, id);
    if (charge == nullptr) return fail("term_not_billed", id.str());
    const Bill bill = invoice_of(state, id);
    // More was paid before than is owed in the end: nobody pays this one.
    const bool is_credit = bill.total().value < 0;
    Paper paper;
    const bool named = !term->document.id.empty() && !is_credit;
    paper.title = named       ? words_of(id.str(), term->document)
                  : is_credit ? word("paper.credit_note")
                              : word("paper.invoice");
    paper.number = charge->document_no.empty() ? charge->claim.key : charge->document_no;
    paper.facts = head_of(state);
    add_goods(paper.facts, state, site);
    add_day(paper.facts, "paper.day", state, charge->at_utc_us);
    const auto due = due_on(state, *term);
    if (due && !is_credit) paper.facts.push_back({word("paper.due"), *due});
    paper.columns = {{word("paper.what"), 0.72F, false}, {word("paper.amount"), 0.28F, true}};
    for (const ChargeClaimed& each : bill.charges) add_charge(paper, state, each);
    paper.totals.push_back({word("paper.total"), rupiah(bill.total())});
    if (!is_credit) {
        add_paid(paper, invoice_balance(state, id));
        if (is_settled(state, id)) paper.stamp = word("paper.settled");
    }
    paper.is_paid_to_bank = !is_credit;
    paper.signers = {word("paper.maker")};
    return paper;
}

Result<Paper> delivery_note_paper(const OrderState& state, const SiteState& site,
                                  const std::string& shipment) {
    const ShipmentState* found = state.order ? find_shipment(state, shipment) : nullptr;
    if (found == nullptr) return fail("shipment_unknown", shipment);
    const ShipmentRecorded& note = found->record;
    Paper paper;
    paper.title = word("paper.delivery_note");
    if (const SampleKind* kind = find_sample_kind(state, note.sample)) {
        paper.title = {kind->code, "paper.samples_note", {}, {{"kind", kind->label}}};
    }
    paper.number = note.shipment;
    paper.facts = head_of(state);
    add_day(paper.facts, "paper.day", state, found->at_utc_us);
    const std::pair<const char*, const std::string*> people[] = {
        {"paper.vehicle", &note.vehicle},
        {"paper.driver", &note.driver},
        {"paper.received_by", &note.received_by}};
    for (const auto& [key, text] : people) {
        if (!text->empty()) paper.facts.push_back({word(key), *text});
    }
    paper.columns = batch_columns();
    for (const ShippedBatch& each : note.batches) {
        paper.rows.push_back(batch_row(state, site, each.batch, each.quantity));
    }
    paper.totals = {{word("paper.units"), units(units_on(note))}};
    paper.signers = {word("paper.warehouse"), word("paper.driver"), word("paper.receiver")};
    return paper;
}

Result<Paper> handover_paper(const OrderState& state, const SiteState& site) {
    const CheckpointState* handover = standing_handover(state);
    if (handover == nullptr) return fail("not_handed_over", state.order_no.str());
    Paper paper;
    paper.title = word("paper.handover");
    paper.number = handover->record.reference;
    paper.facts = head_of(state);
    add_day(paper.facts, "paper.day", state, handover->at_utc_us);
    for (const ShipmentState& each : state.shipments) {
        if (each.reversed || !each.record.sample.empty()) continue;
        paper.facts.push_back({word("paper.delivery_note"), each.record.shipment});
    }
    paper.columns = batch_columns();
    std::int64_t total = 0;
    for (const auto& [batch_no, quantity] : handed_over(state)) {
        paper.rows.push_back(batch_row(state, site, batch_no, quantity));
        total += quantity;
    }
    paper.totals = {{word("paper.units"), units(total)}};
    paper.signers = {word("paper.maker"), word("paper.receiver")};
    return paper;
}

}  // namespace lini
