#include "app/screens/milestone_bill.h"

#include <algorithm>

#include "app/domain/bill.h"
#include "app/screens/figures.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

std::string names_of(const ui::Ui& ui, const View& view, const std::vector<UserId>& users) {
    std::string names;
    for (const UserId& user : users) {
        if (!names.empty()) names += ", ";
        names += person_name(ui, view, user);
    }
    return names;
}

void paragraph(const ui::Ui& ui, Rect& column, std::string_view words, const ui::TextStyle& style,
               float gap) {
    const float high = ui::wrapped_height(ui, words, style.wrapped(), column.width());
    ui::text(ui, column.cut_top(high, ui.px(gap)), words, style.wrapped().top());
}

struct Sentence {
    ui::State state = ui::State::info;
    std::string words;
};

Sentence charge_sentence(const ui::Ui& ui, const MilestoneFacts& facts) {
    const std::string reason = facts.charge != nullptr ? facts.charge->answer_reason : "";
    const std::string document = facts.charge != nullptr ? facts.charge->document_no : "";
    switch (facts.status) {
        case MilestoneStatus::signed_: return {ui::State::info, ui.tr("milestone.state.signed")};
        case MilestoneStatus::awaiting_evidence:
            return {ui::State::hold, ui.tr("milestone.state.awaiting_evidence")};
        case MilestoneStatus::charged: return {ui::State::info, ui.tr("milestone.state.charged")};
        case MilestoneStatus::sent: return {ui::State::info, ui.tr("milestone.state.sent")};
        case MilestoneStatus::accepted:
            if (document.empty()) {
                return {ui::State::good, ui.tr("milestone.state.accepted_plain")};
            }
            return {ui::State::good, ui.tr("milestone.state.accepted", {{"document", document}})};
        case MilestoneStatus::refused:
            if (facts.resent) return {ui::State::info, ui.tr("milestone.state.resent")};
            if (ui.locale.has("refusal." + reason)) {
                return {ui::State::bad, ui.tr("refusal." + reason)};
            }
            if (reason.empty()) return {ui::State::bad, ui.tr("milestone.state.refused_plain")};
            return {ui::State::bad, ui.tr("milestone.state.refused", {{"reason", reason}})};
        case MilestoneStatus::needs_review:
            return {ui::State::bad, ui.tr("milestone.state.needs_review")};
        case MilestoneStatus::lapsed: {
            const std::string why =
                facts.signature == nullptr ? "" : facts.signature->lapsed_reason;
            return {ui::State::bad, ui.tr("milestone.state.lapsed",
                                          {{"reason", ui.tr("milestone.lapsed." + why)}})};
        }
        case MilestoneStatus::not_reached:
        case MilestoneStatus::awaiting_signature:
        case MilestoneStatus::alarm: break;
    }
    const std::int64_t threshold =
        threshold_units(facts.evidence.ordered, facts.evidence.threshold_percent);
    return {ui::State::neutral,
            ui.tr("milestone.not_reached_text",
                  {{"count", ui.count(units_to_threshold(*facts.order))},
                   {"threshold", ui.count(threshold)}})};
}

}  // namespace

float bill_height(const ui::Ui& ui, const View& view) {
    return ui.px(36 + 40 + 30 + 30 + (view.money_visible ? 54 : 0) + 18);
}

void draw_bill(const ui::Ui& ui, Rect& column, const View& view, const MilestoneFacts& facts) {
    small_heading(ui, column,
                  ui.tr(facts.charge != nullptr ? "milestone.billed" : "milestone.bill"));
    Rect place = column.cut_top(bill_height(ui, view) - ui.px(36 + 18), ui.px(18));
    Rect inside = ui::tile(ui, place);
    const std::string term = wording(ui, facts.term->label);
    const std::string share = ui.percent(facts.term->basis_points);
    const std::string above =
        view.money_visible
            ? ui.tr("milestone.bill_term", {{"term", term},
                                            {"share", share},
                                            {"value", ui.rupiah(facts.order->order->value.value)}})
            : ui.tr("milestone.bill_term_plain", {{"term", term}, {"share", share}});
    ui::text(ui, inside.cut_top(ui.px(30)), above, type::kSmall.whole());
    if (view.money_visible) {
        const Rupiah amount =
            facts.charge != nullptr ? facts.charge->claim.amount : facts.term->amount;
        ui::text(ui, inside.cut_top(ui.px(54)), ui.rupiah(amount.value),
                 type::kTitle.whole());
    }
    const Bill bill = facts.charge != nullptr
                          ? invoice_of(*facts.order, facts.term->id)
                          : bill_of(view.site, *facts.order, facts.term->id,
                                    view.stamp.business_date);
    const bool taxed = view.money_visible && bill.tax().value != 0;
    ui::text(ui, inside.cut_top(ui.px(30)),
             ui.tr(taxed ? "milestone.bill_total" : "milestone.bill_due",
                   {{"days", ui.count(facts.term->due_days)},
                    {"total", ui.rupiah(bill.total().value)}}),
             type::kSmall);
}

float statement_height(const ui::Ui& ui, float width) {
    return ui::wrapped_height(ui, ui.tr("milestone.statement"), type::kSmall.wrapped(), width) +
           ui.px(18);
}

void draw_statement(const ui::Ui& ui, Rect& column) {
    paragraph(ui, column, ui.tr("milestone.statement"), type::kSmall, 18);
}

void draw_signers(const ui::Ui& ui, Rect& column, const View& view, const MilestoneFacts& facts) {
    small_heading(ui, column, ui.tr("milestone.who_may"));
    const bool nobody = facts.may_sign.empty();
    paragraph(ui, column,
              nobody ? ui.tr("milestone.who_may_none") : names_of(ui, view, facts.may_sign),
              nobody ? type::kBody.in(Token::hold) : type::kStrong, 14);
    if (facts.may_not.empty()) return;
    paragraph(ui, column, ui.tr("milestone.who_not") + ": " + names_of(ui, view, facts.may_not),
              type::kSmall, 10);
}

bool resend_offered(const View& view, const MilestoneFacts& facts) {
    if (facts.charge == nullptr || facts.resent) return false;
    return !refusal_in(preview(view, *facts.order, ResendCharge{facts.charge->claim.charge}));
}

void draw_charge_state(const ui::Ui& ui, Rect& column, const MilestoneFacts& facts) {
    const Sentence sentence = charge_sentence(ui, facts);
    notice(ui, column, sentence.state, sentence.words);
}

}  // namespace lini
