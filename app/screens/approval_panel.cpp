#include "app/screens/approval_panel.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

}  // namespace

bool ApprovalPanel::offered(const View& view, const OrderState& order, const Term& term) {
    const bool waits = std::find(term.any_of.begin(), term.any_of.end(),
                                 ConditionKind::client_approval) != term.any_of.end();
    for (const auto& [id, charge] : order.charges) {
        if (charge.claim.term == term.id) return false;
    }
    return waits && session_may(view, order, Right::record_approval);
}

bool ApprovalPanel::draw(const ui::Ui& ui, Rect content, const View& view, const OrderState& order,
                         Intents& intents) {
    if (batch_.empty() && order.batches.size() == 1) batch_ = order.batches.begin()->first;
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, ui.tr("approval.text"), ui.tr("approval.title"));
    if (batch_.empty()) {
        draw_batches(ui, room, order);
    } else {
        text_pad(ui, room, PadKind::reference, ui.tr("approval.reference_hint"), reference_);
    }
    const RecordClientApproval wanted{batch_, reference_};
    const auto refusal = refusal_in(preview(view, order, wanted));
    const std::string label = ui.tr(batch_.empty() ? "approval.choose_batch" : "approval.record");
    if (primary(ui, column, view, {"approval.record", label, nullptr, ui::ButtonKind::primary,
                                   !batch_.empty() && !refusal})) {
        intents.push_back(Submit{order.order_no, wanted});
        return false;
    }
    if (secondary(ui, column, "approval.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        if (batch_.empty() || order.batches.size() == 1) return false;
        batch_ = BatchNo();
    }
    if (!batch_.empty() && refusal) {
        const bool missing = refusal->remedy == Remedy::choose_reason;
        notice(ui, column, missing ? ui::State::info : ui::State::hold,
               refusal_text(ui, view, *refusal));
    }
    draw_known(ui, column, order);
    return true;
}

void ApprovalPanel::draw_known(const ui::Ui& ui, Rect& column, const OrderState& order) const {
    if (!batch_.empty()) {
        small_heading(ui, column, ui.tr("term.batch"));
        ui::text(ui, column.cut_top(ui.px(48), ui.px(20)), batch_.str(), type::kSubtitle.whole());
    }
    const std::vector<const ClientApproved*> standing = standing_approvals(order);
    if (standing.empty()) return;
    small_heading(ui, column, ui.tr("approval.known"));
    for (const ClientApproved* known : standing) {
        if (column.height() < ui.px(90)) return;
        ui::text(ui, column.cut_top(ui.px(38)), known->batch.str(), type::kStrong.whole());
        ui::text(ui, column.cut_top(ui.px(36), ui.px(14)), known->reference,
                 type::kBody.in(ui::Token::ink2));
    }
}

void ApprovalPanel::draw_batches(const ui::Ui& ui, Rect room, const OrderState& order) {
    const float high = std::max(ui.px(84), ui.scale.mm(ui::kTouchMinMm));
    const int total = static_cast<int>(order.batches.size());
    const ui::PageRows rows = ui::page_rows(ui, room, "approval.batches", page_, total, high);
    int index = 0;
    for (const auto& [batch_no, batch] : order.batches) {
        const int at = index++;
        if (at < rows.from || at >= rows.to) continue;
        const ui::RowTouch touch = ui::list_row(ui, room.cut_top(high),
                                                "approval.batch." + batch_no.str(), batch_no.str());
        if (touch.clicked) batch_ = batch_no;
        Rect row = touch.room;
        const Said said = batch_status(ui, batch.status);
        const ui::Tag tag = said.tag();
        ui::tag(ui, row.cut_right(ui::tag_width(ui, tag), ui.px(12)), tag);
        ui::text(ui, row, batch_no.str(), type::kStrong.whole());
    }
}

}  // namespace lini
