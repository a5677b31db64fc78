#include "app/screens/gate_words.h"

#include "app/base/check.h"
#include "app/domain/cases.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/domain/stages.h"
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

std::string no_revision_words(const ui::Ui& ui, const OrderState& order,
                              const std::string& code) {
    const RevisionStage* stage = find_stage(order, code);
    const std::string name = stage == nullptr ? code : wording(ui, stage->label);
    return ui.tr("condition.no_revision", {{"stage", name}});
}

std::string no_case_words(const ui::Ui& ui, const OrderState& order, const std::string& code) {
    const CaseKind* kind = find_case_kind(order, code);
    const std::string name = kind == nullptr ? code : wording(ui, kind->label);
    return ui.tr("condition.no_case", {{"kind", name}});
}

std::string group_words(const ui::Ui& ui, const OrderState& order,
                        const std::vector<Condition>& any_of) {
    std::string words;
    for (const Condition& condition : any_of) {
        if (!words.empty()) words += " " + ui.tr("gate.or") + " ";
        words += condition_words(ui, order, condition);
    }
    return words;
}

}  // namespace

std::string condition_words(const ui::Ui& ui, const OrderState& order,
                            const Condition& condition) {
    switch (condition.kind) {
        case ConditionKind::order_signed: return ui.tr("condition.order_signed");
        case ConditionKind::threshold: {
            const std::int64_t percent = order.order ? order.order->threshold_percent : 0;
            return ui.tr("condition.threshold", {{"percent", ui.percent(percent * 100)}});
        }
        case ConditionKind::client_approval: return ui.tr("condition.client_approval");
        case ConditionKind::quantity_closed: return ui.tr("condition.quantity_closed");
        case ConditionKind::batches_released: return ui.tr("condition.batches_released");
        case ConditionKind::passed: return checkpoint_name(ui, order, condition.subject);
        case ConditionKind::billed:
            return ui.tr("condition.billed", {{"term", term_name(ui, order, condition.subject)}});
        case ConditionKind::settled:
            return ui.tr("condition.settled", {{"term", term_name(ui, order, condition.subject)}});
        case ConditionKind::no_revision: return no_revision_words(ui, order, condition.subject);
        case ConditionKind::no_case: return no_case_words(ui, order, condition.subject);
    }
    CHECK(false);
    return {};
}

std::string missing_words(const ui::Ui& ui, const OrderState& order, const GateStatus& status) {
    std::string words;
    for (const Need& need : status.needs) {
        if (need.met) continue;
        if (!words.empty()) words += " · ";
        words += group_words(ui, order, need.any_of);
    }
    return words;
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
        return {ui::State::good, ui.tr("term.state.settled", {{"document", document}})};
    }
    const ChargeBalance balance = charge_balance(order, ChargeId(term.id.str()));
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
    }
    CHECK(false);
    return {};
}

std::string payment_words(const ui::Ui& ui, PaymentKind kind) {
    switch (kind) {
        case PaymentKind::receipt: return ui.tr("payment.receipt");
        case PaymentKind::withholding: return ui.tr("payment.withholding");
        case PaymentKind::credit_note: return ui.tr("payment.credit_note");
        case PaymentKind::refund: return ui.tr("payment.refund");
    }
    CHECK(false);
    return {};
}

}  // namespace lini
