#include "app/screens/reverse_panel.h"

#include <array>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"typed_wrong", ui::icon::kDialpad},
                                          {"wrong_batch", ui::icon::kSwapHoriz},
                                          {"counted_twice", ui::icon::kRepeat},
                                          {"other", ui::icon::kMoreHoriz}}};

}  // namespace

ReversePanel::ReversePanel(EventId target)
    : target_(std::move(target)), reason_("reverse", kReasons) {}

bool ReversePanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                        const OpenBatchFacts& facts, Intents& intents) {
    const auto found = facts.order->records.find(target_);
    if (found == facts.order->records.end() || found->second.reversed) return false;
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_reasons(ui, ui::card(ui, left));

    const ReverseRecord action{target_, reason_.reason()};
    const auto refusal = refusal_in(preview(view, *facts.order, action));
    const ui::Button button{"reverse.confirm", ui.tr("reverse.confirm"), nullptr,
                            ui::ButtonKind::primary, !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, action});
        return false;
    }
    if (secondary(ui, column, "reverse.back", ui.tr("common.back"))) {
        if (!reason_.writing()) return false;
        reason_.clear();
    }
    if (refusal) reason_notice(ui, column, view, *refusal, reason_.chosen());
    draw_record(ui, column, view, facts, found->second);
    return true;
}

void ReversePanel::draw_reasons(const ui::Ui& ui, Rect room) {
    heading(ui, room, ui.tr("reverse.text"), ui.tr("reverse.title"));
    reason_.draw(ui, room, ui.tr("reject.note_hint"));
}

void ReversePanel::draw_record(const ui::Ui& ui, Rect& column, const View& view,
                               const OpenBatchFacts& facts, const Record& record) const {
    const RecordLine line = record_line(ui, view, *facts.order, record);
    small_heading(ui, column, ui.tr("reverse.record"));
    const std::string amount = line.amount.empty() ? line.what : line.amount;
    ui::text(ui, column.cut_top(ui.px(76), ui.px(4)), amount, type::kNumber.whole());
    if (!line.amount.empty()) {
        ui::text(ui, column.cut_top(ui.px(40)), line.what, type::kBody);
    }
    ui::text(ui, column.cut_top(ui.px(40)),
             ui.tr("reverse.by", {{"time", day_and_time(view, record.stamp.at_utc_us)},
                                  {"name", person_name(ui, view, record.actor)}}),
             type::kBody.in(ui::Token::ink2));
}

}  // namespace lini
