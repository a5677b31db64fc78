#include "app/screens/milestone_screen.h"

#include <algorithm>

#include "app/domain/counted.h"
#include "app/screens/figures.h"
#include "app/screens/milestone_bill.h"
#include "app/screens/milestone_stages.h"
#include "app/screens/order_progress.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

std::string title_of(const ui::Ui& ui, const MilestoneFacts& facts) {
    if (facts.approval != nullptr) {
        return ui.tr("milestone.title.approved", {{"batch", facts.approval->batch.str()}});
    }
    const std::string threshold = ui.percent(std::int64_t{facts.evidence.threshold_percent} * 100);
    if (facts.status == MilestoneStatus::needs_review) {
        return ui.tr("milestone.title.fell", {{"percent", threshold}});
    }
    const bool reached =
        facts.order->threshold_reached_at_utc_us.has_value() || facts.charge != nullptr;
    return ui.tr(reached ? "milestone.title.reached" : "milestone.title.not_reached",
                 {{"percent", threshold}});
}

void draw_head(const ui::Ui& ui, Rect room, const View& view, const MilestoneFacts& facts) {
    const OrderState& order = *facts.order;
    const std::int64_t basis_points = progress_basis_points(order);
    const std::string percent = ui.percent(basis_points);
    const Rect stages = room.cut_bottom(ui.px(ui.scale.narrow() ? 172 : 164), ui.px(24));
    const Rect bar = room.cut_bottom(ui.px(44), ui.px(26));
    const ui::TextStyle big = type::kNumber.sized(72).right();
    ui::text(ui, room.cut_right(ui::text_width(ui, percent, big) + 1, ui.px(24)), percent, big);
    const ui::Args args{{"order", order.order_no.str()},
                        {"client", order.order->client},
                        {"product", order_product(view, order)}};
    ui::text(ui, room.cut_top(ui.px(32), ui.px(6)), ui.tr("milestone.heading", args),
             type::kHeading.whole());
    ui::text(ui, room, title_of(ui, facts), type::kTitle.whole().top());
    ui::progress_bar(ui, bar, progress_of(order));
    draw_milestone_stages(ui, stages, view, facts);
}

struct Columns {
    Rect batch, terminal, good, reject, status;
};

Columns columns_of(const ui::Ui& ui, const Rect& row) {
    if (ui.scale.narrow()) {
        return {row.part(0, 0.27F), row.part(0.28F, 0.42F), row.part(0.42F, 0.56F),
                row.part(0.56F, 0.69F), row.part(0.73F, 1)};
    }
    return {row.part(0, 0.26F), row.part(0.27F, 0.46F), row.part(0.46F, 0.60F),
            row.part(0.60F, 0.72F), row.part(0.745F, 1)};
}

void draw_titles(const ui::Ui& ui, Rect& room) {
    const Columns at = columns_of(ui, ui::list_head(ui, room.cut_top(ui.px(44))));
    ui::text(ui, at.batch, ui.tr("milestone.column.batch"), type::kSmall);
    ui::text(ui, at.terminal, ui.tr("milestone.column.terminal"), type::kSmall);
    ui::text(ui, at.good, ui.tr("milestone.column.good"), type::kSmall.right());
    ui::text(ui, at.reject, ui.tr("milestone.column.reject"), type::kSmall.right());
    ui::text(ui, at.status, ui.tr("milestone.column.status"), type::kSmall);
}

/// A batch that does not count: not as evidence, or no longer since that was signed.
struct Counted {
    BatchStatus status = BatchStatus::in_process;
    const char* key = nullptr;  // Null where it counts.
};

Counted counted_of(const MilestoneFacts& facts, const BatchEvidence& evidence) {
    if (!status_counts(*facts.order, evidence.status)) {
        return {evidence.status, "milestone.not_counted"};
    }
    const BatchState* batch = find_batch(*facts.order, evidence.batch);
    const bool still = batch == nullptr || status_counts(*facts.order, batch->status);
    if (still) return {evidence.status, nullptr};
    return {batch->status, "milestone.no_longer_counted"};
}

void draw_batch_no(const ui::Ui& ui, const Rect& cell, const BatchEvidence& batch,
                   const Counted& counted) {
    if (counted.key == nullptr) {
        ui::text(ui, cell, batch.batch.str(), type::kBody.whole());
        return;
    }
    ui::text(ui, cell.row(0, 2), batch.batch.str(),
             type::kBody.in(Token::ink2).whole().bottom());
    ui::text(ui, cell.row(1, 2), ui.tr(counted.key), type::kSmall.whole().top());
}

void draw_batch_row(const ui::Ui& ui, const Rect& rect, const MilestoneFacts& facts,
                    const BatchEvidence& batch) {
    const Counted counted = counted_of(facts, batch);
    const Token ink = counted.key != nullptr ? Token::ink2 : Token::ink;
    const Columns at = columns_of(ui, ui::list_row(ui, rect));
    std::string terminals;
    for (const TerminalId& terminal :
         terminals_of(*facts.order, batch.batch, facts.order->order->playbook.counting_step)) {
        if (!terminals.empty()) terminals += ", ";
        terminals += terminal.str();
    }
    draw_batch_no(ui, at.batch, batch, counted);
    ui::text(ui, at.terminal, terminals, type::kBody.in(Token::ink2).whole());
    ui::text(ui, at.good, ui.count(batch.good), type::kBody.in(ink).right().whole());
    ui::text(ui, at.reject, ui.count(batch.reject), type::kBody.in(ink).right().whole());
    const Said status = batch_status(ui, counted.status);
    ui::Tag tag = status.tag();
    if (ui::tag_width(ui, tag) > at.status.width()) tag.icon = nullptr;
    ui::tag(ui, at.status, tag);
}

void draw_sum(const ui::Ui& ui, const Rect& rect, const MilestoneFacts& facts) {
    const Columns at = columns_of(ui, rect.inset(ui.px(18), 0));
    std::int64_t reject = 0;
    for (const BatchEvidence& batch : facts.evidence.batches) reject += batch.reject;
    const std::int64_t threshold =
        threshold_units(facts.evidence.ordered, facts.evidence.threshold_percent);
    ui::text(ui, at.batch, ui.tr("milestone.sum"), type::kStrong);
    ui::text(ui, at.good, ui.count(facts.evidence.good), type::kStrong.right().whole());
    ui::text(ui, at.reject, ui.count(reject), type::kBody.right().whole());
    ui::text(ui, at.status, ui.tr("milestone.threshold", {{"count", ui.count(threshold)}}),
             type::kBody.in(Token::ink2).whole());
}

}  // namespace

void MilestoneScreen::forget() {
    signing_.forget();
    approval_.reset();
    resending_ = false;
}

void MilestoneScreen::draw(const ui::Ui& ui, const Rect& content, const View& view,
                           Intents& intents) {
    const OrderNo order_no = milestone_order(view, selection_.order);
    if (shown_ != order_no) {
        shown_ = order_no;
        page_ = 0;
        forget();
    }
    const auto facts = milestone_facts(view, order_no);
    if (!facts) {
        const bool none = order_no.empty();
        empty_card(ui, content,
                   {ui::icon::kFlag, none ? ui.tr("milestone.none_title") : order_no.str(),
                    ui.tr(none ? "milestone.none_text" : "milestone.no_term")});
        return;
    }
    if (approval_) {
        if (!approval_->draw(ui, content, view, *facts->order, intents)) approval_.reset();
        return;
    }
    Rect left = content;
    const Rect column = action_column(ui, left, ui.scale.narrow() ? 500 : 618);
    const Rect head = left.cut_top(ui.px(412), ui.px(24));
    draw_head(ui, ui::card(ui, head), view, *facts);
    draw_evidence(ui, ui::card(ui, left), view, *facts);
    draw_action(ui, column, view, *facts, intents);
}

void MilestoneScreen::draw_evidence(const ui::Ui& ui, Rect room, const View& view,
                                    const MilestoneFacts& facts) {
    const std::string title =
        facts.frozen
            ? ui.tr("milestone.evidence_signed",
                    {{"time", day_and_time(view, facts.signature->at_utc_us)}})
            : ui.tr("milestone.evidence");
    small_heading(ui, room, title);
    draw_titles(ui, room);
    std::vector<const BatchEvidence*> counted;
    for (const BatchEvidence& batch : facts.evidence.batches) {
        if (batch.good != 0 || batch.reject != 0) counted.push_back(&batch);
    }
    const float high = std::min(ui.px(79), std::max(ui.px(60), room.height() / 5));
    const int fit = std::max(1, static_cast<int>(room.height() / high) - 1);
    const int total = static_cast<int>(counted.size());
    int rows = fit;
    if (total > fit) {
        const float foot = ui.scale.touch(84);
        rows = std::max(1, static_cast<int>((room.height() - foot) / high) - 1);
        ui::pager(ui, room.cut_bottom(foot), "milestone.evidence", page_,
                  (total + rows - 1) / rows);
    } else {
        page_ = 0;
    }
    const int from = page_ * rows;
    for (int i = from; i < std::min(total, from + rows); ++i) {
        draw_batch_row(ui, room.cut_top(high), facts, *counted[static_cast<std::size_t>(i)]);
    }
    draw_sum(ui, room.cut_top(std::min(high, ui.px(64))), facts);
}

void MilestoneScreen::draw_action(const ui::Ui& ui, Rect column, const View& view,
                                  const MilestoneFacts& facts, Intents& intents) {
    const bool signing = view.signing && view.signing->meaning == "milestone";
    if (signing && asks_signature(facts.status)) {
        draw_signing(ui, column, view, facts, intents);
        return;
    }
    signing_.forget();
    const bool may_resend = resend_offered(view, facts);
    resending_ = resending_ && may_resend;
    if (resending_) {
        draw_resend(ui, column, view, facts, intents);
        return;
    }
    const bool asked = asks_signature(facts.status) && !facts.order->locked_by_unknown;
    if (asked) {
        const ui::Button sign{"milestone.begin", ui.tr("milestone.sign"), ui::icon::kDraw,
                              ui::ButtonKind::primary, !facts.may_sign.empty()};
        if (primary(ui, column, view, sign)) {
            intents.push_back(BeginSigning{"milestone", facts.order->order_no,
                                           SignMilestone{facts.term->id, facts.evidence}});
        }
    } else if (primary(ui, column, view,
                       {"milestone.monitor", ui.tr("milestone.go_monitor"), nullptr})) {
        intents.push_back(Navigate{Room::monitor});
    }
    if (may_resend && secondary(ui, column, "milestone.resend", ui.tr("milestone.resend"),
                                ui::icon::kReplay)) {
        resending_ = true;
    }
    if (ApprovalPanel::offered(view, *facts.order, *facts.term) &&
        secondary(ui, column, "milestone.approval", ui.tr("approval.title"), ui::icon::kVerified)) {
        approval_.emplace();
    }
    if (facts.order->locked_by_unknown) {
        notice(ui, column, ui::State::bad, ui.tr("milestone.locked"));
    } else if (!asked || facts.status == MilestoneStatus::lapsed) {
        draw_charge_state(ui, column, facts);
    }
    draw_bill(ui, column, view, facts);
    if (facts.frozen) {
        small_heading(ui, column, ui.tr("milestone.stage.signature"));
        ui::text(ui, column.cut_top(ui.px(40)),
                 ui.tr("milestone.signed_by",
                       {{"name", person_name(ui, view, facts.signature->record.signer)}}),
                 type::kStrong);
        return;
    }
    draw_signers(ui, column, view, facts);
    if (asked && column.height() > statement_height(ui, column.width())) {
        draw_statement(ui, column);
    }
}

void MilestoneScreen::draw_resend(const ui::Ui& ui, Rect& column, const View& view,
                                  const MilestoneFacts& facts, Intents& intents) {
    if (primary(ui, column, view, {"milestone.resend.confirm", ui.tr("milestone.resend.confirm"),
                                   ui::icon::kReplay, ui::ButtonKind::primary})) {
        intents.push_back(
            Submit{facts.order->order_no, ResendCharge{facts.charge->claim.charge}});
        resending_ = false;
    }
    if (secondary(ui, column, "milestone.resend.cancel", ui.tr("common.cancel"))) {
        resending_ = false;
    }
    notice(ui, column, ui::State::hold, ui.tr("milestone.resend.text"));
    draw_bill(ui, column, view, facts);
}

void MilestoneScreen::draw_signing(const ui::Ui& ui, Rect& column, const View& view,
                                   const MilestoneFacts& facts, Intents& intents) {
    const bool with_card = view.signing->card && view.signing->card_refusal.empty();
    const float least = SigningPanel::least_height(ui, with_card);
    const float statement = statement_height(ui, column.width());
    // On a low screen the keypad comes first; what is signed was read before the card was scanned.
    if (column.height() - bill_height(ui, view) >= least) draw_bill(ui, column, view, facts);
    if (column.height() - statement >= least) draw_statement(ui, column);
    SigningPanel::Ask ask;
    ask.id = "milestone.sign";
    ask.label = ui.tr("milestone.sign");
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = facts.order->order_no;
    ask.action = SignMilestone{facts.term->id, facts.evidence};
    static_cast<void>(signing_.draw(ui, column, view, ask, intents));
}

}  // namespace lini
