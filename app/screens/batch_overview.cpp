#include "app/screens/batch_overview.h"

#include <algorithm>
#include <array>

#include "app/domain/progress.h"
#include "app/screens/figures.h"
#include "app/screens/order_progress.h"
#include "app/screens/parts.h"
#include "app/screens/record_row.h"
#include "app/screens/run_panel.h"
#include "app/screens/step_chips.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/progress_bar.h"
#include "app/ui/shape.h"
#include "app/ui/stat.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

/// Between the cards; a low screen needs the room for a record that can be taken back.
float gap_below(const ui::Ui& ui) { return ui.px(ui.scale.compact() ? 14 : 24); }

/// "Cetak label" and "Lainnya" at the right; pictures alone where the card is narrow.
void draw_tools(const ui::Ui& ui, Rect& row, const View& view, const OpenBatchFacts& facts,
                OverviewTouch& touch) {
    const bool words = !ui.scale.narrow();
    const float high = std::min(ui.scale.touch(84), row.height());
    const auto place = [&](const std::string& label) {
        const float wide =
            words ? ui::text_width(ui, label, type::kStrong) + ui.px(32 + 18 + 44) : high;
        const Rect cut = row.cut_right(std::max(wide, high), ui.px(12));
        return Rect{cut.x0, cut.y0, cut.x1, cut.y0 + high};
    };
    const std::string more = ui.tr("common.more");
    if (facts.batch->plan.bulk) {
        touch.more = ui::big_button(ui, place(more), {"batch.more", words ? more : "",
                                                      ui::icon::kMoreHoriz});
        return;
    }
    // A run that is under way is found again here.
    const RunView* run = run_of(view, view.open_batch);
    const std::string print = run == nullptr ? ui.tr("batch.print") : run_words(ui, run->run);
    const ui::Button more_button{"batch.more", words ? more : "", ui::icon::kMoreHoriz};
    touch.more = ui::big_button(ui, place(more), more_button);
    const ui::Button print_button{"batch.print", words ? print : "", ui::icon::kPrint};
    touch.print = ui::big_button(ui, place(print), print_button);
}

void draw_names(const ui::Ui& ui, Rect row, const View& view, const OpenBatchFacts& facts) {
    const std::string names = ui.tr(
        "batch.heading",
        {{"product", product_name(view, facts.batch->plan.product)},
         {"client", facts.order->order->client}, {"order", facts.order->order_no.str()}});
    const ui::TextStyle style = type::kHeading.wrapped().top();
    const float height = ui::wrapped_height(ui, names, style, row.width());
    ui::text(ui, row.cut_top(height), names, style);
    const Said status = batch_status(ui, facts.batch->status);
    ui::Tag tag = status.tag();
    if (ui.scale.narrow()) tag.icon = nullptr;
    const std::string word = ui.tr("batch.manual");
    const ui::Tag manual{ui::State::info, word, ui::icon::kKeyboard};
    const bool typed = view.open_entry == Entry::manual;
    const bool beside = typed && !ui.scale.narrow();
    const float tags = ui::tag_width(ui, tag) +
                       (beside ? ui::tag_width(ui, manual) + ui.px(12) : 0) + ui.px(20);
    const float wanted = ui::text_width(ui, view.open_batch.str(), type::kTitle) + 1;
    const float width = std::min(wanted, row.width() - tags);
    ui::text(ui, row.cut_left(width, ui.px(20)), view.open_batch.str(), type::kTitle.whole());
    const Rect drawn = ui::tag(ui, row, tag);
    row.cut_left(drawn.width(), ui.px(12));
    if (beside) ui::tag(ui, row, manual);
}

Rect header_card(const ui::Ui& ui, Rect& room, const View& view, const OpenBatchFacts& facts) {
    const std::string names = ui.tr(
        "batch.heading",
        {{"product", product_name(view, facts.batch->plan.product)},
         {"client", facts.order->order->client}, {"order", facts.order->order_no.str()}});
    const float tools = ui.scale.narrow() ? ui.scale.touch(84) * 2 + ui.px(36) : ui.px(440);
    const float inner = room.width() - ui.px(64) - tools;
    const float lines = ui::wrapped_height(ui, names, type::kHeading.wrapped(), inner);
    const float high = std::max(ui.scale.touch(84), lines + ui.px(60));
    return room.cut_top(high + ui.px(16 + 48 + 56), gap_below(ui));
}

void draw_header(const ui::Ui& ui, Rect& room, const View& view, const OpenBatchFacts& facts,
                 OverviewTouch& touch) {
    Rect inside = ui::card(ui, header_card(ui, room, view, facts));
    const Rect chips = inside.cut_bottom(ui.px(48), ui.px(16));
    draw_tools(ui, inside, view, facts, touch);
    draw_names(ui, inside, view, facts);
    draw_step_chips(ui, chips, *facts.order, *facts.batch, view.step);
    if (view.open_entry == Entry::manual && ui.scale.narrow()) {
        const std::string word = ui.tr("batch.manual");
        ui::tag(ui, chips, {ui::State::info, word, nullptr}, ui::Align::right);
    }
}

void draw_tiles(const ui::Ui& ui, const Rect& row, const View& view, const OpenBatchFacts& facts) {
    const float gap = ui.px(16);
    const std::int64_t judged = judged_units(facts.counts);
    const std::string share = judged > 0 ? ui.percent(share_basis_points(facts.counts.good, judged))
                                         : ui.tr("common.none");
    const std::int64_t output =
        good_in_last_hour(*facts.order, view.open_batch, view.step, view.stamp.at_utc_us);
    ui::stat_tile(ui, row.column(0, 4, gap), ui.tr("term.reject"), ui.count(facts.counts.reject));
    ui::stat_tile(ui, row.column(1, 4, gap), ui.tr("term.rework"),
                  ui.count(facts.counts.rework_open));
    ui::stat_tile(ui, row.column(2, 4, gap), ui.tr("batch.share_good"), share);
    ui::stat_tile(ui, row.column(3, 4, gap), ui.tr("batch.output"), ui.count(output),
                  ui.tr("batch.per_hour"));
}

void draw_counts(const ui::Ui& ui, Rect& room, const View& view, const OpenBatchFacts& facts) {
    Rect inside = ui::card(ui, room.cut_top(ui.px(456), gap_below(ui)));
    const std::int64_t planned = facts.batch->plan.planned;
    const std::int64_t left = planned - facts.counts.good;
    Rect figures = inside.cut_top(ui.px(98), ui.px(12));
    const std::string rest = left >= 0 ? ui.tr("batch.left", {{"count", ui.count(left)}})
                                       : ui.tr("batch.over", {{"count", ui.count(-left)}});
    const ui::TextStyle quiet = type::kLead.right().bottom();
    const Rect right = figures.cut_right(ui::text_width(ui, rest, quiet) + 1, ui.px(20));
    const Rect drawn = ui::number(ui, figures, ui.count(facts.counts.good),
                                  ui.tr("batch.of_good", {{"total", ui.count(planned)}}));
    const float foot = drawn.y1 - ui.px(15);
    ui::text(ui, {right.x0, foot - ui.px(48), right.x1, foot}, rest, quiet);
    const std::int64_t done = planned > 0 ? facts.counts.good * 10'000 / planned : 0;
    ui::progress_bar(ui, inside.cut_top(ui.px(28), ui.px(18)), {done, 0, 0});
    draw_tiles(ui, inside.cut_top(ui.px(112), ui.px(20)), view, facts);
    ui::rule(ui, inside.cut_top(ui.px(1), ui.px(14)));
    draw_order_progress(ui, inside, *facts.order);
}

void draw_records(const ui::Ui& ui, const Rect& room, const View& view,
                  const OpenBatchFacts& facts, OverviewTouch& touch) {
    Rect inside = ui::card(ui, room);
    small_heading(ui, inside, ui.tr("batch.records"));
    const float high = record_row_height(ui);
    const auto most = static_cast<std::size_t>(std::max(0.0F, (inside.height() + 1) / high));
    const auto records = last_records(*facts.order, view.open_batch, most);
    if (records.empty()) {
        ui::text(ui, inside.cut_top(ui.px(44)), ui.tr("batch.records_none"),
                 type::kBody.in(Token::ink2));
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::string id = "record.reverse." + std::to_string(i);
        if (draw_record_row(ui, inside.cut_top(high), view, facts, *records[i], id)) {
            touch.reverse = records[i]->id;
        }
    }
}

}  // namespace

OverviewTouch draw_batch_overview(const ui::Ui& ui, Rect room, const View& view,
                                  const OpenBatchFacts& facts) {
    OverviewTouch touch;
    draw_header(ui, room, view, facts, touch);
    draw_counts(ui, room, view, facts);
    draw_records(ui, room, view, facts, touch);
    return touch;
}

}  // namespace lini
