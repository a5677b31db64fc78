#include "app/screens/status_panel.h"

#include <array>
#include <vector>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"oos", ui::icon::kScience},
                                          {"deviation", ui::icon::kReport},
                                          {"investigated", ui::icon::kFactCheck},
                                          {"documents", ui::icon::kReceiptLong}}};

/// What a button does to the batch.
struct Way {
    BatchStatus status;
    const char* id;
    const char* icon;
};

/// The ways that are open from here; which of them the rule allows is told when one is touched.
std::vector<Way> ways_from(const BatchState& batch) {
    std::vector<Way> ways{{BatchStatus::released, "status.release", ui::icon::kCheck}};
    if (batch.status == BatchStatus::on_hold) {
        const BatchStatus on = batch.closed ? BatchStatus::quarantine : BatchStatus::in_process;
        ways.push_back({on, "status.go_on", ui::icon::kPlayArrow});
    } else {
        ways.push_back({BatchStatus::on_hold, "status.hold", ui::icon::kLock});
    }
    ways.push_back({BatchStatus::rejected, "status.reject", ui::icon::kClose});
    return ways;
}

const char* label_key(std::optional<BatchStatus> chosen) {
    if (!chosen) return "status.choose";
    switch (*chosen) {
        case BatchStatus::released: return "status.sign_release";
        case BatchStatus::on_hold: return "status.sign_hold";
        case BatchStatus::rejected: return "status.sign_reject";
        case BatchStatus::in_process:
        case BatchStatus::quarantine: break;
    }
    return "status.sign_go_on";
}

}  // namespace

StatusPanel::StatusPanel() : reason_("status", kReasons) {}

ChangeBatchStatus StatusPanel::wanted(const View& view) const {
    return {view.open_batch, chosen_.value_or(BatchStatus::in_process), reason_.reason()};
}

std::optional<Refusal> StatusPanel::refusal_now(const View& view,
                                                const OpenBatchFacts& facts) const {
    if (!chosen_ || !view.session) return std::nullopt;
    const bool carded = view.signing && view.signing->card;
    const UserId signer = carded ? view.signing->card->user : view.session->user;
    return refusal_in(preview_signed(view, *facts.order, wanted(view), signer, "release"));
}

bool StatusPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                       const OpenBatchFacts& facts, Intents& intents) {
    if (!asked_) {
        intents.push_back(BeginSigning{"release", facts.order->order_no});
        asked_ = true;
    }
    running_ = running_ || view.signing.has_value();
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_left(ui, ui::card(ui, left), view, facts);
    SigningPanel::Ask ask;
    ask.id = "status.confirm";
    ask.label = ui.tr(label_key(chosen_));
    ask.scan_words = ui.tr("signing.scan_card_qa");
    ask.order = facts.order->order_no;
    ask.action = wanted(view);
    ask.ready = chosen_ && !refusal_now(view, facts);
    return !signing_.draw(ui, column, view, ask, intents);
}

void StatusPanel::draw_left(const ui::Ui& ui, Rect room, const View& view,
                            const OpenBatchFacts& facts) {
    const ui::Args args{{"batch", view.open_batch.str()},
                        {"product", product_name(view, facts.batch->plan.product)}};
    heading(ui, room, ui.tr("qc.heading", args), ui.tr("status.title"));
    Rect now = room.cut_top(ui.px(48), ui.px(20));
    const std::string word = ui.tr("status.now");
    ui::text(ui, now.cut_left(ui::text_width(ui, word, type::kBody) + 1, ui.px(16)), word,
             type::kBody.in(ui::Token::ink2));
    const Said said = batch_status(ui, facts.batch->status);
    ui::tag(ui, now, said.tag());
    if (const auto refusal = refusal_now(view, facts)) {
        reason_notice(ui, room, view, *refusal, reason_.chosen());
    }
    draw_choices(ui, room, facts);
    if (!chosen_ || *chosen_ == BatchStatus::released) return;
    small_heading(ui, room, ui.tr("over.reason"));
    reason_.draw(ui, room, {});
}

void StatusPanel::draw_choices(const ui::Ui& ui, Rect& room, const OpenBatchFacts& facts) {
    const std::vector<Way> ways = ways_from(*facts.batch);
    const Rect row = room.cut_top(ui.scale.touch(104), ui.px(28));
    const int count = static_cast<int>(ways.size());
    for (int i = 0; i < count; ++i) {
        const Way& way = ways[static_cast<std::size_t>(i)];
        const auto kind =
            chosen_ == way.status ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
        const ui::Button button{way.id, ui.tr(way.id), way.icon, kind};
        if (!ui::big_button(ui, row.column(i, count, ui.px(16)), button)) continue;
        if (chosen_ != way.status) reason_.clear();
        chosen_ = way.status;
    }
}

}  // namespace lini
