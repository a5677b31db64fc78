#include "app/screens/milestone_stages.h"

#include <algorithm>
#include <array>

#include "app/screens/figures.h"
#include "app/screens/wording.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini {
namespace {

using ui::Rect;
using ui::State;
namespace type = ui::type;

struct Stage {
    const char* title_key;
    State state = State::neutral;
    std::string words;
};

Stage reached_stage(const ui::Ui& ui, const View& view, const MilestoneFacts& facts) {
    if (facts.approval != nullptr) {
        return {"milestone.stage.approved", facts.approval_stands ? State::good : State::bad,
                facts.approval->reference};
    }
    const auto at = facts.order->threshold_reached_at_utc_us;
    if (at) return {"milestone.stage.reached", State::good, day_and_time(view, *at)};
    const std::int64_t missing = units_to_threshold(*facts.order);
    return {"milestone.stage.reached", State::neutral,
            ui.tr("milestone.wait.units", {{"count", ui.count(missing)}})};
}

Stage signature_stage(const ui::Ui& ui, const View& view, const MilestoneFacts& facts) {
    Stage stage{"milestone.stage.signature", State::neutral, ui.tr("common.none")};
    if (facts.frozen) {
        return {stage.title_key, State::good, day_and_time(view, facts.signature->at_utc_us)};
    }
    const bool here = view.session && std::find(facts.may_sign.begin(), facts.may_sign.end(),
                                                view.session->user) != facts.may_sign.end();
    if (facts.status == MilestoneStatus::lapsed) {
        return {stage.title_key, State::bad, ui.tr("milestone.wait.again")};
    }
    if (facts.status == MilestoneStatus::alarm) {
        return {stage.title_key, State::bad, ui.tr("milestone.wait.late")};
    }
    if (facts.status == MilestoneStatus::awaiting_signature) {
        return {stage.title_key, State::hold,
                ui.tr(here ? "milestone.wait.you" : "milestone.wait.supervisor")};
    }
    return stage;
}

Stage charged_stage(const ui::Ui& ui, const View& view, const MilestoneFacts& facts) {
    Stage stage{"milestone.stage.charged", State::neutral, ui.tr("common.none")};
    if (facts.charge != nullptr) {
        const bool review = facts.status == MilestoneStatus::needs_review;
        return {stage.title_key, review ? State::bad : State::good,
                review ? ui.tr("milestone.wait.review")
                       : day_and_time(view, facts.charge->at_utc_us)};
    }
    if (facts.status == MilestoneStatus::awaiting_evidence) {
        return {stage.title_key, State::hold, ui.tr("milestone.wait.evidence")};
    }
    return stage;
}

Stage sent_stage(const ui::Ui& ui, const View& view, const MilestoneFacts& facts) {
    Stage stage{"milestone.stage.sent", State::neutral, ui.tr("common.none")};
    if (facts.charge == nullptr) return stage;
    if (!facts.resent && (facts.charge->accepted || facts.charge->refused)) {
        return {stage.title_key, facts.charge->refused ? State::bad : State::good,
                day_and_time(view, facts.charge->answered_at_utc_us)};
    }
    if (facts.delivery != nullptr && facts.delivery->state == DeliveryState::waiting &&
        facts.delivery->attempts > 0) {
        const std::string at = time_of_day(view, facts.delivery->next_attempt_at_utc_us);
        return {stage.title_key, State::hold, ui.tr("milestone.wait.retry", {{"time", at}})};
    }
    return {stage.title_key, State::info, ui.tr("milestone.wait.sending")};
}

Stage invoice_stage(const ui::Ui& ui, const MilestoneFacts& facts) {
    Stage stage{"milestone.stage.invoice", State::neutral, ui.tr("common.none")};
    if (facts.charge == nullptr) return stage;
    if (facts.charge->refused && !facts.resent) {
        return {stage.title_key, State::bad, ui.tr("milestone.wait.refused")};
    }
    if (facts.charge->accepted && !facts.charge->document_no.empty()) {
        return {stage.title_key, State::good, facts.charge->document_no};
    }
    return stage;
}

void draw_stage(const ui::Ui& ui, const Rect& rect, const Stage& stage) {
    ui::tile(ui, rect);
    const bool quiet = stage.state == State::neutral;
    ui::edge(ui, rect, quiet ? ui::Token::line : ui::ink_of(stage.state), ui::kButtonRadius,
             ui::EdgeSide::top, 6);
    const bool small = rect.width() < ui.px(190);
    Rect inside = rect.inset(ui.px(small ? 12 : 22), ui.px(small ? 14 : 20));
    inside.cut_top(ui.px(6));
    const std::string title = ui.tr(stage.title_key);
    const ui::TextStyle quiet_style = type::kSmall.sized(small ? 20 : 22).wrapped().top();
    const float high = ui::wrapped_height(ui, title, quiet_style, inside.width());
    ui::text(ui, inside.cut_top(high, ui.px(4)), title, quiet_style);
    const ui::TextStyle style = type::kBody.sized(small ? 22 : 26).top();
    ui::text(ui, inside, stage.words, style.wrapped());
}

}  // namespace

void draw_milestone_stages(const ui::Ui& ui, const Rect& row, const View& view,
                           const MilestoneFacts& facts) {
    const std::array<Stage, 5> stages{
        reached_stage(ui, view, facts), signature_stage(ui, view, facts),
        charged_stage(ui, view, facts), sent_stage(ui, view, facts), invoice_stage(ui, facts)};
    const float gap = ui.px(ui.scale.narrow() ? 8 : 13);
    for (int i = 0; i < 5; ++i) {
        draw_stage(ui, row.column(i, 5, gap), stages.at(static_cast<std::size_t>(i)));
    }
}

}  // namespace lini
