#include "app/screens/order_asks.h"

#include <array>

#include "app/domain/bill.h"
#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/plan.h"
#include "app/domain/progress.h"
#include "app/domain/stages.h"
#include "app/screens/gate_words.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"

namespace lini {
namespace {

// What somebody recorded is for somebody else to confirm.
const PaymentState* unconfirmed(const View& view, const OrderState& order) {
    for (const PaymentState& payment : order.payments) {
        const bool open = !payment.reversed && payment.confirmed_by.empty() &&
                          payment.record.kind == PaymentKind::receipt;
        const bool own = view.session && view.session->user == payment.actor;
        if (open && !own) return &payment;
    }
    return nullptr;
}

const RevisionState* unagreed(const OrderState& order) {
    for (const RevisionState& revision : order.revisions) {
        if (!revision.agreed) return &revision;
    }
    return nullptr;
}

/// A term that is due by something else than a count, which has a room of its own.
const Term* term_to_sign(const OrderState& order) {
    for (const Term& term : order.order->terms) {
        const auto signature = order.signatures.find(term.id);
        const bool is_signed =
            signature != order.signatures.end() && signature->second.lapsed_reason.empty();
        const bool here = &term != threshold_term(order);
        if (here && !is_signed && is_billable(order, term)) return &term;
    }
    return nullptr;
}

std::optional<OrderAsk> deviation_ask(const ui::Ui& ui, const View&, const OrderState& order) {
    const Deviation* open = unsigned_deviation(order);
    if (open == nullptr) return std::nullopt;
    std::string name = open->rule;
    for (const ContractRule& rule : order.order->playbook.contract_rules) {
        if (rule.code == open->rule) name = wording(ui, rule.label);
    }
    return OrderAsk{"deviation",
                    "order.deviation",
                    ui.tr("deviation.begin", {{"rule", name}}),
                    ui::icon::kDraw,
                    "deviation.sign",
                    ui.tr("deviation.sign"),
                    ui.tr("signing.scan_card_supervisor"),
                    ui.tr("deviation.statement", {{"rule", name}, {"reason", open->reason}}),
                    SignDeviation{open->rule}};
}

std::optional<OrderAsk> payment_ask(const ui::Ui& ui, const View& view, const OrderState& order) {
    const PaymentState* payment = unconfirmed(view, order);
    if (payment == nullptr) return std::nullopt;
    const std::string& key = payment->record.payment;
    return OrderAsk{"payment",
                    "order.payment",
                    ui.tr("payment.begin", {{"payment", key}}),
                    ui::icon::kPaid,
                    "payment.confirm",
                    ui.tr("payment.confirm"),
                    ui.tr("signing.scan_card_finance"),
                    ui.tr("payment.statement",
                          {{"payment", key}, {"amount", ui.rupiah(payment->record.amount.value)}}),
                    ConfirmPayment{key}};
}

std::optional<OrderAsk> revision_ask(const ui::Ui& ui, const View&, const OrderState& order) {
    const RevisionState* revision = unagreed(order);
    if (revision == nullptr) return std::nullopt;
    const RevisionAsked& asked = revision->asked;
    const RevisionStage* stage = find_stage(order, asked.stage);
    const bool pays = stage != nullptr && asked.cause == RevisionCause::client;
    const Rupiah fee =
        pays ? revision_fee(order, *stage, counted_revisions(order, stage->code) + 1) : Rupiah{};
    const std::string cost = fee.value > 0 ? ui.rupiah(fee.value) : ui.tr("fact.revision_free");
    return OrderAsk{"revision",
                    "order.revision",
                    ui.tr("revision.begin", {{"revision", asked.revision}}),
                    ui::icon::kEdit,
                    "revision.agree",
                    ui.tr("revision.agree"),
                    ui.tr("signing.scan_card_supervisor"),
                    ui.tr("revision.statement", {{"what", asked.description}, {"fee", cost}}),
                    AgreeRevision{asked.revision}};
}

std::string bill_statement(const ui::Ui& ui, const View& view, const OrderState& order,
                           const Term& term) {
    const Bill bill = bill_of(view.site, order, term.id, view.stamp.business_date);
    std::string with;
    for (const ChargeClaimed& charge : bill.charges) {
        if (charge.term == term.id) continue;
        with += (with.empty() ? "" : ", ") + charge_name(ui, order, charge.charge) + " " +
                ui.rupiah(charge.amount.value);
    }
    const std::string sum =
        ui.tr(bill.tax().value == 0 ? "order.bill_plain" : "order.bill_taxed",
              {{"net", ui.rupiah(bill.net().value)},
               {"tax", ui.rupiah(bill.tax().value)},
               {"total", ui.rupiah(bill.total().value)}});
    return with.empty() ? sum : ui.tr("order.bill_with", {{"with", with}}) + " " + sum;
}

std::optional<OrderAsk> term_ask(const ui::Ui& ui, const View& view, const OrderState& order) {
    const Term* term = term_to_sign(order);
    if (term == nullptr) return std::nullopt;
    const std::string bill = ui.tr("order.bill", {{"term", wording(ui, term->label)}});
    return OrderAsk{"milestone",
                    "order.begin",
                    bill,
                    ui::icon::kDraw,
                    "order.sign",
                    bill,
                    ui.tr("signing.scan_card_supervisor"),
                    bill_statement(ui, view, order, *term),
                    SignMilestone{term->id, evidence_now(order, *milestone_met(order, *term))}};
}

std::optional<OrderAsk> damages_ask(const ui::Ui& ui, const View& view, const OrderState& order) {
    const DamagesDue due = damages_due(order, holidays_of(view.site), view.stamp.business_date);
    const bool credited = order.charges.count(kDamagesCharge) > 0;
    if (credited || !due.over || due.amount.value == 0) return std::nullopt;
    const std::string amount = ui.rupiah(due.amount.value);
    return OrderAsk{"damages",
                    "order.damages",
                    ui.tr("damages.begin", {{"amount", amount}}),
                    ui::icon::kSchedule,
                    "damages.sign",
                    ui.tr("damages.sign", {{"amount", amount}}),
                    ui.tr("signing.scan_card_finance"),
                    ui.tr("damages.statement", {{"days", ui.count(due.days)},
                                                {"left_out", ui.count(due.left_out_days)},
                                                {"amount", amount}}),
                    CreditDamages{due.days}};
}

constexpr std::array kAsks = {&deviation_ask, &payment_ask, &revision_ask, &term_ask, &damages_ask};

}  // namespace

std::optional<OrderAsk> next_ask(const ui::Ui& ui, const View& view, const OrderState& order) {
    if (!view.money_visible) return std::nullopt;
    for (const auto& ask : kAsks) {
        if (auto found = ask(ui, view, order)) return found;
    }
    return std::nullopt;
}

std::optional<OrderAsk> ask_of(const ui::Ui& ui, const View& view, const OrderState& order,
                               const std::string& meaning) {
    for (const auto& ask : kAsks) {
        auto found = ask(ui, view, order);
        if (found && found->meaning == meaning) return found;
    }
    return std::nullopt;
}

}  // namespace lini
