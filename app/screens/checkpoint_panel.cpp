#include "app/screens/checkpoint_panel.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/domain/gates.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;

constexpr const char* kMeaning = "checkpoint";

struct OutcomeChoice {
    CheckpointOutcome outcome;
    const char* id;
    const char* icon;
};

std::vector<OutcomeChoice> outcomes_of(const Checkpoint& checkpoint) {
    std::vector<OutcomeChoice> list{
        {CheckpointOutcome::passed, "checkpoint.pass", ui::icon::kCheckCircle},
        {CheckpointOutcome::failed, "checkpoint.fail", ui::icon::kBlock}};
    if (checkpoint.waivable) {
        list.push_back({CheckpointOutcome::waived, "checkpoint.waive", ui::icon::kDraw});
    }
    return list;
}

}  // namespace

CheckpointPanel::CheckpointPanel(std::string checkpoint, BatchNo batch)
    : checkpoint_(std::move(checkpoint)), batch_(std::move(batch)) {}

bool CheckpointPanel::offered(const View& view, const OrderState& order,
                              const Condition& condition, const BatchNo& batch) {
    if (condition.kind != ConditionKind::passed || !view.session) return false;
    const Checkpoint* checkpoint = find_checkpoint(order, condition.subject);
    if (checkpoint == nullptr) return false;
    if (checkpoint->scope != CheckpointScope::order && batch.empty()) return false;
    const auto& roles = checkpoint->recorded_by;
    return std::any_of(view.session->roles.begin(), view.session->roles.end(), [&](Role role) {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    });
}

RecordCheckpoint CheckpointPanel::wanted() const {
    RecordCheckpoint action;
    action.checkpoint = checkpoint_;
    action.batch = batch_;
    action.outcome = outcome_;
    (outcome_ == CheckpointOutcome::failed ? action.note : action.reference) = text_;
    return action;
}

bool CheckpointPanel::draw(const ui::Ui& ui, Rect content, const View& view,
                           const OrderState& order, Intents& intents) {
    const Checkpoint* checkpoint = find_checkpoint(order, checkpoint_);
    if (checkpoint == nullptr || !view.session) return false;
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, batch_.empty() ? order.order_no.str() : batch_.str(),
            wording(ui, checkpoint->label));
    if (asked_) {
        if (!draw_signing(ui, column, view, order, intents)) return false;
    }
    const std::vector<OutcomeChoice> outcomes = outcomes_of(*checkpoint);
    const Rect row = room.cut_top(ui.scale.touch(104), ui.px(20));
    int index = 0;
    for (const OutcomeChoice& each : outcomes) {
        const Rect place = row.column(index++, static_cast<int>(outcomes.size()), ui.px(13));
        const auto kind =
            each.outcome == outcome_ ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
        const ui::Button button{each.id, ui.tr(each.id), each.icon, kind, !asked_};
        if (!ui::big_button(ui, place, button)) continue;
        outcome_ = each.outcome;
        text_.clear();
    }
    const bool failed = outcome_ == CheckpointOutcome::failed;
    text_pad(ui, room, failed ? PadKind::prose : PadKind::reference,
             ui.tr(failed ? "checkpoint.reason_hint" : "checkpoint.reference_hint"), text_);
    if (asked_) return true;
    const auto refusal = refusal_in(preview(view, order, wanted()));
    const bool to_sign = refusal && refusal->key == "signature_missing";
    const ui::Button button{"checkpoint.record",
                            ui.tr(to_sign ? "checkpoint.second_person" : "checkpoint.record"),
                            to_sign ? ui::icon::kDraw : nullptr, ui::ButtonKind::primary,
                            !refusal || to_sign};
    if (primary(ui, column, view, button)) {
        if (!to_sign) {
            intents.push_back(Submit{order.order_no, wanted()});
            return false;
        }
        intents.push_back(BeginSigning{kMeaning, order.order_no, wanted()});
        asked_ = true;
    }
    if (secondary(ui, column, "checkpoint.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        return false;
    }
    if (refusal && !to_sign) {
        const bool missing = refusal->remedy == Remedy::choose_reason;
        notice(ui, column, missing ? ui::State::info : ui::State::hold,
               refusal_text(ui, view, *refusal));
    }
    return true;
}

bool CheckpointPanel::draw_signing(const ui::Ui& ui, Rect& column, const View& view,
                                   const OrderState& order, Intents& intents) {
    running_ = running_ || view.signing.has_value();
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    SigningPanel::Ask ask;
    ask.id = "checkpoint.sign";
    ask.label = ui.tr("checkpoint.sign");
    ask.scan_words = ui.tr("signing.scan_card_second");
    ask.order = order.order_no;
    ask.action = wanted();
    return !signing_.draw(ui, column, view, ask, intents);
}

}  // namespace lini
