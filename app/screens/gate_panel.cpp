#include "app/screens/gate_panel.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/domain/gates.h"
#include "app/screens/gate_words.h"
#include "app/screens/parts.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"client_agreed", ui::icon::kVerified},
                                          {"proof_seen", ui::icon::kPaid},
                                          {"paper_later", ui::icon::kAttachFile},
                                          {"other", ui::icon::kMoreHoriz}}};

std::string roles_words(const ui::Ui& ui, const std::vector<Role>& roles) {
    std::string words;
    for (const Role role : roles) {
        if (!words.empty()) words += ", ";
        words += ui.tr("role." + std::string(role_name(role)));
    }
    return words;
}

/// Who can make it true, and since when it is.
std::string who_words(const ui::Ui& ui, const View& view, const OrderState& order,
                      const Condition& condition, const BatchNo& batch) {
    if (condition.kind != ConditionKind::passed) return ui.tr("gate.by." + std::string(
        condition.kind == ConditionKind::settled ? "payment" : "itself"));
    const Checkpoint* checkpoint = find_checkpoint(order, condition.subject);
    if (checkpoint == nullptr) return {};
    const bool ours = checkpoint->scope == CheckpointScope::order || !batch.empty();
    if (ours) {
        const BatchNo& about =
            checkpoint->scope == CheckpointScope::order ? BatchNo() : batch;
        if (const CheckpointState* last = standing_checkpoint(order, condition.subject, about)) {
            return ui.tr("checkpoint." + std::string(
                             last->record.outcome == CheckpointOutcome::failed   ? "failed_by"
                             : last->record.outcome == CheckpointOutcome::waived ? "waived_by"
                                                                                 : "passed_by"),
                         {{"name", person_name(ui, view, last->actor)},
                          {"time", day_and_time(view, last->at_utc_us)}});
        }
    }
    return ui.tr("gate.by.role", {{"roles", roles_words(ui, checkpoint->recorded_by)}});
}

}  // namespace

GatePanel::GatePanel(std::string gate) : gate_(std::move(gate)), reason_("gate", kReasons) {}

bool GatePanel::draw(const ui::Ui& ui, Rect content, const View& view, const OrderState& order,
                     const BatchNo& batch, Intents& intents) {
    const Gate* gate = find_gate(order, gate_);
    if (gate == nullptr) return false;
    batch_ = batch;
    if (checkpoint_) {
        if (!checkpoint_->draw(ui, content, view, order, intents)) checkpoint_.reset();
        return true;
    }
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    const std::string about = batch_.empty() ? order.order_no.str() : batch_.str();
    heading(ui, room, about + " · " + ui.tr("order.gates"),
            wording(ui, gate->label));
    const GateStatus status = gate_status(order, *gate, batch_);
    if (opening_ && !status.is_open()) {
        small_heading(ui, room, ui.tr("gate.reason"));
        reason_.draw_with_way_back(ui, room, ui.tr("gate.reason"));
        if (!draw_override(ui, column, view, order, intents)) opening_ = false;
        return true;
    }
    opening_ = false;
    draw_needs(ui, room, view, order);
    const bool may_open = gate->overridable && !status.is_open() && view.session.has_value();
    if (may_open) {
        if (primary(ui, column, view, {"gate.override", ui.tr("gate.override"), ui::icon::kDraw,
                                       ui::ButtonKind::primary})) {
            opening_ = true;
            asked_ = running_ = false;
            reason_.clear();
        }
        if (secondary(ui, column, "gate.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
            return false;
        }
    } else if (primary(ui, column, view, {"gate.back", ui.tr("common.back"),
                                          ui::icon::kArrowBack, ui::ButtonKind::primary})) {
        return false;
    }
    if (status.override_ != nullptr) {
        const GateOverridden& opened = status.override_->record;
        notice(ui, column, ui::State::hold,
               ui.tr("gate.overridden_by",
                     {{"name", person_name(ui, view, opened.signer)},
                      {"time", day_and_time(view, status.override_->at_utc_us)}}));
    } else if (!status.is_open() && !gate->overridable) {
        notice(ui, column, ui::State::info, ui.tr("gate.not_overridable"));
    }
    small_heading(ui, column, ui.tr("gate.blocks"));
    for (const GatedAct& act : gate->blocks) {
        if (column.height() < ui.px(44)) break;
        ui::text(ui, column.cut_top(ui.px(40)), gated_act_words(ui, order, act), type::kBody);
    }
    return true;
}

void GatePanel::draw_needs(const ui::Ui& ui, Rect room, const View& view,
                           const OrderState& order) {
    const GateStatus status = gate_status(order, *find_gate(order, gate_), batch_);
    small_heading(ui, room, ui.tr("gate.needs"));
    const float high = ui.px(104);
    for (const Need& need : status.needs) {
        for (std::size_t i = 0; i < need.any_of.size(); ++i) {
            if (room.height() < high) return;
            draw_need(ui, room.cut_top(high), view, order, need.any_of[i], i > 0,
                      i + 1 == need.any_of.size());
        }
    }
}

void GatePanel::draw_need(const ui::Ui& ui, const Rect& rect, const View& view,
                          const OrderState& order, const Condition& condition, bool alternative,
                          bool last) {
    const bool met = condition_met(order, condition, batch_);
    const std::string name = condition_words(ui, order, condition);
    const ui::Row look{ui::State::neutral, false, last};
    Rect row;
    if (CheckpointPanel::offered(view, order, condition, batch_)) {
        const ui::RowTouch touch =
            ui::list_row(ui, rect, "need." + condition.subject, name, look);
        row = touch.room;
        if (touch.clicked) checkpoint_.emplace(condition.subject, batch_);
    } else {
        row = ui::list_row(ui, rect, look);
    }
    const ui::Tag tag{met ? ui::State::good : ui::State::hold,
                      ui.tr(met ? "gate.met" : "gate.missing"),
                      met ? ui::icon::kCheck : ui::icon::kHourglassEmpty};
    ui::tag(ui, row.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
    ui::text(ui, row.row(0, 2), alternative ? ui.tr("gate.or") + " " + name : name,
             type::kStrong.bottom());
    ui::text(ui, row.row(1, 2), who_words(ui, view, order, condition, batch_),
             type::kSmall.top());
}

bool GatePanel::draw_override(const ui::Ui& ui, Rect& column, const View& view,
                              const OrderState& order, Intents& intents) {
    const OverrideGate wanted{gate_, batch_, reason_.reason()};
    if (!asked_) {
        intents.push_back(BeginSigning{"override_gate", order.order_no, wanted});
        asked_ = true;
    }
    running_ = running_ || view.signing.has_value();
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    SigningPanel::Ask ask;
    ask.id = "gate.sign";
    ask.label = ui.tr("gate.sign");
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = order.order_no;
    ask.action = wanted;
    ask.ready = !reason_.reason().empty();
    return !signing_.draw(ui, column, view, ask, intents);
}

}  // namespace lini
