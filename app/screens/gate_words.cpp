#include "app/screens/gate_words.h"

#include "app/base/check.h"
#include "app/domain/bill.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/screens/phrase_words.h"
#include "app/ui/icons.h"

namespace lini {
namespace {

std::string term_name(const ui::Ui& ui, const OrderState& order, const std::string& id) {
    const Term* term = find_term(order, TermId(id));
    return term == nullptr ? id : wording(ui, term->label);
}

std::string checkpoint_name(const ui::Ui& ui, const OrderState& order, const std::string& code) {
    const Checkpoint* checkpoint = find_checkpoint(order, code);
    return checkpoint == nullptr ? code : wording(ui, checkpoint->label);
}

std::string group_words(const ui::Ui& ui, const OrderState& order,
                        const std::vector<Condition>& any_of) {
    Phrases phrases;
    std::vector<Phrase>& group = phrases.all_of.emplace_back();
    for (const Condition& condition : any_of) {
        group.push_back(condition_phrase(order, condition));
    }
    return phrases_words(ui.locale, phrases);
}

}  // namespace

std::string condition_words(const ui::Ui& ui, const OrderState& order,
                            const Condition& condition) {
    return phrase_words(ui.locale, condition_phrase(order, condition));
}

std::string missing_words(const ui::Ui& ui, const OrderState& order, const GateStatus& status) {
    return phrases_words(ui.locale, missing_phrases(order, status));
}

Said gate_tag(const ui::Ui& ui, const GateStatus& status) {
    if (status.override_ != nullptr) {
        return {ui::State::hold, ui.tr("gate.tag.overridden"), ui::icon::kDraw};
    }
    if (status.is_open()) return {ui::State::good, ui.tr("gate.tag.open"), ui::icon::kCheck};
    return {ui::State::neutral, ui.tr("gate.tag.closed"), ui::icon::kLock};
}

TermWords term_words(const ui::Ui& ui, const View& view, const OrderState& order,
                     const Term& term) {
    const ChargeState* charge = charge_of(order, term.id);
    if (charge == nullptr) {
        const auto met = milestone_met(order, term);
        const std::vector<GateStatus> closed = closed_to_bill(order, term.id);
        if (met && !closed.empty()) {
            return {ui::State::neutral,
                    ui.tr("term.state.waits",
                          {{"what", missing_words(ui, order, closed.front())}})};
        }
        if (met) {
            return {ui::State::hold,
                    ui.tr("term.state.due", {{"what", condition_words(ui, order, *met)}})};
        }
        return {ui::State::neutral,
                ui.tr("term.state.waits", {{"what", group_words(ui, order, term.any_of)}})};
    }
    const std::string document =
        charge->document_no.empty() ? ui.tr("term.state.no_document") : charge->document_no;
    if (is_settled(order, term.id)) {
        if (invoice_balance(order, term.id).awaited.value > 0) {
            return {ui::State::hold, ui.tr("term.state.slip_awaited", {{"document", document}})};
        }
        return {ui::State::good, ui.tr("term.state.settled", {{"document", document}})};
    }
    const ChargeBalance balance = invoice_balance(order, term.id);
    if (balance.proven.value > 0) return {ui::State::hold, ui.tr("term.state.proven")};
    const bool partly = balance.open() < balance.due;
    if (partly && view.money_visible) {
        return {ui::State::hold, ui.tr("term.state.short",
                                       {{"amount", ui.rupiah(balance.open().value)}})};
    }
    return {ui::State::info, ui.tr(partly ? "term.state.partly" : "term.state.billed",
                                   {{"document", document}})};
}

std::string gated_act_words(const ui::Ui& ui, const OrderState& order, const GatedAct& act) {
    switch (act.kind) {
        case GatedActKind::start_batch: return ui.tr("act.start_batch");
        case GatedActKind::record_step:
            return ui.tr("act.record_step",
                         {{"step", step_name(ui, order, StepCode(act.subject))}});
        case GatedActKind::release_batch: return ui.tr("act.release_batch");
        case GatedActKind::record_checkpoint: return checkpoint_name(ui, order, act.subject);
        case GatedActKind::bill_term:
            return ui.tr("act.bill_term", {{"term", term_name(ui, order, act.subject)}});
        case GatedActKind::ship: return ui.tr("act.ship");
    }
    CHECK(false);
    return {};
}

std::string charge_name(const ui::Ui& ui, const OrderState& order, const ChargeId& charge) {
    const std::string& id = charge.str();
    if (const Term* term = find_term(order, TermId(id))) return wording(ui, term->label);
    for (const Extra& extra : order.order->playbook.extras) {
        if (extra_charge(extra) == charge) return wording(ui, extra.label);
    }
    constexpr std::string_view kFee = "fee:";
    if (id.rfind(kFee, 0) == 0) {
        return ui.tr("charge.fee", {{"revision", id.substr(kFee.size())}});
    }
    return id;
}

std::string payment_words(const ui::Ui& ui, PaymentKind kind) {
    switch (kind) {
        case PaymentKind::receipt: return ui.tr("payment.receipt");
        case PaymentKind::withholding: return ui.tr("payment.withholding");
        case PaymentKind::withholding_expected: return ui.tr("payment.withholding_expected");
        case PaymentKind::credit_note: return ui.tr("payment.credit_note");
        case PaymentKind::refund: return ui.tr("payment.refund");
    }
    CHECK(false);
    return {};
}

}  // namespace lini
