#include "app/screens/record_row.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/screens/wording.h"
#include "app/ui/big_button.h"
#include "app/ui/list.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

/// Whom it is worth asking; the rules judge it when it is asked.
bool may_take_back(const View& view, const OpenBatchFacts& facts, const Record& record) {
    if (record.reversed || !view.session) return false;
    if (facts.batch->closed && !outlives_closing(record.body)) return false;
    const bool approval = std::holds_alternative<ClientApproved>(record.body);
    if (approval && session_may(view, *facts.order, Right::record_approval)) return true;
    const bool own = record.actor == view.session->user;
    return (own && session_may(view, *facts.order, Right::reverse_own)) ||
           session_may(view, *facts.order, Right::reverse_any);
}

}  // namespace

float record_row_height(const ui::Ui& ui) {
    return std::max(ui.px(64), ui.scale.touch(60) + ui.px(4));
}

bool draw_record_row(const ui::Ui& ui, const Rect& rect, const View& view,
                     const OpenBatchFacts& facts, const Record& record, std::string_view id) {
    Rect row = ui::list_row(ui, rect);
    bool touched = false;
    const std::string label = ui.tr("batch.undo");
    const std::string gone = ui.tr("records.reversed");
    const ui::Tag tag{ui::State::neutral, gone, nullptr};
    float wide = std::max(ui::text_width(ui, label, type::kStrong) + ui.px(72),
                          ui.scale.touch(84));
    if (record.reversed) wide = std::max(wide, ui::tag_width(ui, tag));
    const Rect button = row.cut_right(wide, ui.px(20));
    if (may_take_back(view, facts, record)) {
        const float high = std::min(rect.height() - ui.px(4), ui.scale.touch(60));
        touched = ui::big_button(ui, button.centred(wide, high), {id, label});
    }
    if (record.reversed) ui::tag(ui, button, tag, ui::Align::right);
    const Token ink = record.reversed ? Token::ink2 : Token::ink;
    ui::text(ui, row.cut_left(ui.px(110)), time_of_day(view, record.stamp.at_utc_us),
             type::kBody.in(Token::ink2));
    const RecordLine line = record_line(ui, view, *facts.order, record);
    if (!ui.scale.narrow()) {
        const Rect person = row.cut_right(row.width() * 0.36F, ui.px(16));
        ui::text(ui, person, person_name(ui, view, record.actor), type::kBody.in(Token::ink2));
    }
    if (!line.amount.empty()) {
        const float amount = ui::text_width(ui, line.amount, type::kStrong) + 1;
        ui::text(ui, row.cut_left(amount, ui.px(9)), line.amount, type::kStrong.in(ink));
    }
    ui::text(ui, row, line.what, type::kBody.in(ink));
    return touched;
}

}  // namespace lini
